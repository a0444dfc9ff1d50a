// The types of each service's tables, read from a live, freshly migrated database.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { startServers } from '@pk-auto/servers/start-servers'
import { testOffset } from '@pk-auto/servers/vitest-setup'
import { testDatabase } from '@pk-auto/testing/database'
import type { Generated } from './generated.ts'

const run = promisify(execFile)
const MACHINERY = '{outbox*,inbox*,idempotency,migration*,pg_*}'

export async function generateSchemas(): Promise<Generated> {
  const services = (await readdir('services')).filter((service) =>
    existsSync(`services/${service}/migrations`),
  )
  const servers = await startServers({
    offset: testOffset(process.env),
    only: ['postgres'],
    onStep: () => undefined,
  })
  const files = new Map<string, string>()
  for (const service of services) {
    await using testDb = await testDatabase({
      serverUrl: servers.postgresUrl,
      service,
      migrations: `services/${service}/migrations`,
    })
    const args = [
      '--print',
      '--dialect',
      'postgres',
      '--url',
      testDb.ownerUrl,
      '--exclude-pattern',
      MACHINERY,
      '--type-mapping',
      '{"int8":"bigint"}',
    ]
    const { stdout } = await run('node_modules/.bin/kysely-codegen', args)
    files.set(`services/${service}/src/outbound/schema.gen.ts`, stdout.slice(stdout.indexOf('/**')))
  }
  return files
}
