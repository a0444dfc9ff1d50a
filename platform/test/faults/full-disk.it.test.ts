// The disk of Postgres has not one byte left: what needs room is refused and may be tried again,
// what needs none goes on, and once there is room everything goes on by itself.
import { newId } from '@pk-auto/kernel/id'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { canHaveSmallDisk, fillDisk } from '@pk-auto/servers/machine/small-disk'
import { nativeHost } from '@pk-auto/servers/native/native-host'
import { placesAt } from '@pk-auto/servers/places'
import { localUrls } from '@pk-auto/servers/server-urls'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { processPlatform, type ProcessPlatform } from '../../processes/processes.ts'
import type { Visitor } from '../../visitor.ts'
import { createAd, foundIds, sell } from './scenario.ts'

const offset = inject('offset') + 4_000
const host = nativeHost(offset)
const folder = placesAt(offset).dataOf('postgres')
const url = localUrls(portsAt(offset)).postgresUrl
const HEALED = { timeoutMs: 60_000 }
/** A page of a table holds some ads more before it needs room. */
const ENOUGH_REFUSALS = 20

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
let sellers: Visitor[]
const ended: string[] = []

async function administer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const possible = await canHaveSmallDisk()

beforeAll(async () => {
  if (!possible) return
  stack.defer(() => host.reset(['postgres']))
  await host.reset(['postgres'])
  await host.start(['postgres'], 'small-disk', () => undefined)
  await until(
    'Postgres answers',
    () =>
      administer('select 1').then(
        () => true,
        () => false,
      ),
    {
      timeoutMs: 30_000,
    },
  )
  fixture = stack.use(await processPlatform({ ...inject('servers'), postgresUrl: url }))
  const names = ['notify', 'identity', 'media-iq', 'catalogue', 'search'] as const
  const services: ServiceProcess[] = await Promise.all([
    ...names.map((name) => fixture.start(name)),
    fixture.startGateway(),
  ])
  for (const service of services) void service.exit.then(() => ended.push(service.name))
  sellers = await fixture.visitors(5)
})
afterAll(() => stack.disposeAsync())

test.runIf(possible)(
  'with a full disk writes are refused for now, ads are found, and all heals by itself',
  { timeout: 180_000 },
  async () => {
    const [seller] = sellers as [Visitor]
    const first = await sell(seller)
    const found = (id: string) =>
      until(
        'the ad is found',
        async () => (await foundIds(fixture.gatewayUrl)).includes(id),
        HEALED,
      )
    await found(first.id)
    // The log of writes has a file of its own ahead, which is why tables are full before it is.
    await administer('select pg_switch_wal()', 'checkpoint')
    const [pid = 0] = host.processesOf('postgres')
    const acknowledged: string[] = []
    const refused: string[] = []
    {
      using _full = fillDisk(pid, folder)
      await until(
        'enough was refused',
        async () => {
          // In turn: how much one person may write is limited for its own sake.
          const who = sellers[(acknowledged.length + refused.length) % sellers.length]!
          const { status, body, retryAfter } = await createAd(who, { colour: 'black' }, newId())
          if (status === 201) acknowledged.push(body.id)
          else refused.push(`${status} ${(body as { code?: string }).code} after ${retryAfter} s`)
          return refused.length >= ENOUGH_REFUSALS
        },
        HEALED,
      )
      expect(await foundIds(fixture.gatewayUrl)).toEqual([first.id])
      expect((await fetch(`${fixture.gatewayUrl}/api/v1/listings/${first.id}`)).status).toBe(200)
    }
    expect([...new Set(refused)]).toEqual(['503 DATABASE_FULL after 5 s'])
    const metrics = await fetch(`http://127.0.0.1:${fixture.env('catalogue')['HTTP_PORT']}/metrics`)
    const counted = /^postgres_disk_full_total\S* (\d+)/m.exec(await metrics.text())
    expect(Number(counted?.[1])).toBeGreaterThanOrEqual(refused.length)
    const again = await sell(seller)
    await found(again.id)
    const stored = new Set(
      (
        await fixture.rows<{ id: string }>(
          'catalogue',
          `select id from listing where colour = 'black'`,
        )
      ).map(({ id }) => id),
    )
    expect([...stored].toSorted()).toEqual(acknowledged.toSorted())
    expect(ended).toEqual([])
    expect(await breachesAtRest(fixture.probe, fixture.history.operations)).toEqual([])
  },
)
