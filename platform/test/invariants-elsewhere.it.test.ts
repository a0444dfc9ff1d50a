// The checker of invariants as an operator runs it: on a platform that is not this machine's, by
// the addresses in the environment.
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { tryCommand } from '@pk-auto/servers/machine/command'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { databaseOf } from '../environment.ts'
import { openProbe, type Probe } from '../invariants/probe.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { PROCESS_NAMES, SERVICE_NAMES } from '../parts.ts'
import { startPlatform } from '../platform.ts'
import { seedMarket } from '../seed.ts'

const REPO = fileURLToPath(new URL('../../', import.meta.url))
const namespace = `elsewhere${newId().slice(-8)}`
const stack = new AsyncDisposableStack()
let probe: Probe
let addresses: Record<string, string>

beforeAll(async () => {
  const servers = inject('servers')
  stack.defer(() => dropDatabases({ servers, namespace }))
  await using platform = await startPlatform({
    ...{ servers, ports: await ownPorts(), profile: 'test', namespace, parts: PROCESS_NAMES },
  })
  await seedMarket(platform, { seed: 7, listings: 20, people: 4, pictures: 2, now: new Date() })
  await platform.settled()
  probe = stack.use(await openProbe({ servers, namespace }))
  const owners = SERVICE_NAMES.map((name) => [
    `${name.toUpperCase().replaceAll('-', '_')}_DATABASE_OWNER_URL`,
    databaseOf(name, { servers, namespace }).ownerUrl,
  ])
  addresses = {
    ...Object.fromEntries(owners),
    SEARCH_DATABASE_URL: databaseOf('search', { servers, namespace }).url,
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: `${namespace}.`,
    ELASTICSEARCH_URL: servers.elasticsearchUrl,
    INDEX_PREFIX: `${namespace}-`,
  }
}, 240_000)
afterAll(() => stack.disposeAsync())

/** Nothing of this machine is named, nor may it be asked: a place where nobody answers. */
const check = (env: Record<string, string>, ...words: readonly string[]) =>
  tryCommand(process.execPath, ['scripts/check-invariants.ts', ...words], {
    cwd: REPO,
    env: { ...process.env, PORT_BASE_OFFSET: '7', ...env },
  })

test('every promise is looked at where the environment says, and a breach is seen', async () => {
  const whole = await check(addresses)
  expect(whole.code, whole.output).toBe(0)
  const names = [...whole.output.matchAll(/^(I\d+) +holds/gm)].map(([, name]) => name)
  expect(names).toEqual(['I4', 'I5', 'I6', 'I7', 'I8', 'I12'])
  expect(whole.output).toMatch(/20 published listings against search_doc and the index/)
  // Logs of this machine are of another platform.
  expect(whole.output).toMatch(/I12 .*\(0 logs\)/)
  const [row] = await probe.rows<{ id: string }>('search', 'delete from search_doc returning id')
  const broken = await check(addresses)
  expect(broken.code).toBe(1)
  expect(broken.output).toMatch(/I6 +BROKEN/)
  expect(row?.id).toBeDefined()
})

test('half of the addresses would mix two platforms: the missing ones are named', async () => {
  const { ELASTICSEARCH_URL: _, CHAT_DATABASE_OWNER_URL: __, ...rest } = addresses
  const { code, output } = await check(rest)
  expect(code).toBe(2)
  expect(output).toContain('CHAT_DATABASE_OWNER_URL, ELASTICSEARCH_URL')
  const both = await check(addresses, '--namespace', 'other')
  expect(both.code).toBe(2)
  expect(both.output).toContain('--namespace')
})
