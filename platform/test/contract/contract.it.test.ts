// The OpenAPI document is enough for a stranger: a client generated in another language sells a car
// with it, and Schemathesis finds nothing in which it and the platform differ. Runs with
// scripts/test --long.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { pythonTools, type PythonTools } from '@pk-auto/servers/python-tools'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { dropDatabases } from '../../processes/databases.ts'
import { ownPorts } from '../../processes/own-ports.ts'
import { PROCESS_NAMES } from '../../parts.ts'
import { startPlatform, type Platform } from '../../platform.ts'
import { seedMarket } from '../../seed.ts'

/** Where the scripts and settings of the proof lie. */
const HERE = fileURLToPath(new URL('.', import.meta.url))
/** Enough for every operation; a run of hours is a night's work. */
const MOST_CASES = '15'
const SEED = '1'
const SELLERS = Array.from({ length: 8 }, (_, i) => `+92360123100${i}`)

describe.runIf(inject('long'))('the document of the web gateway', { timeout: 600_000 }, () => {
  const stack = new AsyncDisposableStack()
  let platform: Platform
  let python: PythonTools
  let folder: string

  beforeAll(async () => {
    const servers = inject('servers')
    const namespace = `doc${newId().slice(-8)}`
    stack.defer(() => dropDatabases({ servers, namespace }))
    folder = await mkdtemp(join(tmpdir(), 'pk-auto-contract-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    python = await pythonTools(join(HERE, 'requirements.txt'))
    platform = stack.use(
      await startPlatform({
        servers,
        ports: await ownPorts(),
        profile: 'test',
        namespace,
        parts: PROCESS_NAMES,
      }),
    )
    await seedMarket(platform, { seed: 7, listings: 20, people: 4, pictures: 2, now: new Date() })
    const generated = await python.run(
      'openapi-python-client',
      ['generate', '--url', `${platform.gatewayUrl}/openapi.json`, '--meta', 'none'].concat([
        '--output-path',
        join(folder, 'market'),
        '--fail-on-warning',
      ]),
      { cwd: folder, modules: '' },
    )
    if (generated.code !== 0) throw new Error(generated.output)
  }, 600_000)
  afterAll(() => stack.disposeAsync())

  /** What the script prints. */
  const script = async (command: 'token' | 'sell' | 'find', subject: string): Promise<string> => {
    const args = [join(HERE, 'sell_a_car.py'), command, platform.gatewayUrl, subject]
    const { code, output } = await python.run('python', args, { cwd: folder, modules: folder })
    if (code !== 0) throw new Error(output)
    return output.trim()
  }
  /** In the name of these people, who take turns. */
  const schemathesis = async (phones: readonly string[], ...which: string[]) => {
    const settings = ['--config-file', join(HERE, 'schemathesis.toml')]
    const bounds = ['--max-examples', MOST_CASES, '--seed', SEED, '--no-color']
    const tokens: string[] = []
    for (const phone of phones) tokens.push(await script('token', phone))
    return python.run(
      'schemathesis',
      [...settings, 'run', `${platform.gatewayUrl}/openapi.json`, ...bounds, ...which],
      {
        cwd: folder,
        modules: HERE,
        env: {
          GATEWAY_URL: platform.gatewayUrl,
          ACCESS_TOKEN: tokens[0] ?? '',
          ACCESS_TOKENS: tokens.join(','),
        },
      },
    )
  }
  const SESSION_ENDS = ['--include-path-regex', '/logout']
  const OTHER = ['--exclude-path-regex', '/logout', '--exclude-operation-id', 'revokeDevice']

  test('a client generated in Python signs in, creates, edits, publishes, is found', async () => {
    const sold = JSON.parse(await script('sell', '+923601230001')) as { id: string }
    const price = { minor: 275_000_000, currency: 'PKR' }
    expect(sold).toEqual({
      id: expect.any(String),
      state: 'live',
      price,
      own: [sold.id],
      stale: 'VERSION_MISMATCH',
    })
    await platform.settled()
    const cards: unknown = JSON.parse(await script('find', sold.id))
    expect(cards).toEqual([expect.objectContaining({ id: sold.id, price, city: 'lahore' })])
  })

  test('every answer to Schemathesis is as the document describes', async () => {
    const { code, output } = await schemathesis(SELLERS, ...OTHER)
    expect(code, output).toBe(0)
    expect(output).toMatch(/Tested: 8\d/)
  })

  test('the answers to ending sessions are as the document describes too', async () => {
    const ends = await schemathesis(['+923601230003'], ...SESSION_ENDS)
    expect(ends.code, ends.output).toBe(0)
    const device = ['--include-operation-id', 'revokeDevice']
    const revoked = await schemathesis(['+923601230004'], ...device)
    expect(revoked.code, revoked.output).toBe(0)
  })
})
