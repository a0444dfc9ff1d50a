// A market of the size the platform is for, through catalogue's own seed command, outbox included.
// Runs with scripts/test --long.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { breachesAtRest } from '../invariants/check-all.ts'
import { openProbe } from '../invariants/probe.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { PROCESS_NAMES } from '../parts.ts'
import { startPlatform } from '../platform.ts'
import { seedMarket } from '../seed.ts'

const LISTINGS = 100_000
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

test.runIf(inject('long'))(
  `a market of ${LISTINGS} cars comes through the outbox, is found whole, and breaks no promise`,
  { timeout: 1_200_000 },
  async () => {
    const servers = inject('servers')
    const namespace = `big${newId().slice(-8)}`
    stack.defer(() => dropDatabases({ servers, namespace }))
    const platform = stack.use(
      await startPlatform({
        servers,
        ports: await ownPorts(),
        profile: 'test',
        namespace,
        parts: PROCESS_NAMES,
      }),
    )
    const order = { seed: 11, listings: LISTINGS, people: 3_000, pictures: 8, now: new Date() }
    expect(await seedMarket(platform, order)).toBe(LISTINGS)
    expect(await seedMarket(platform, { ...order, pictures: 8 })).toBe(0)

    const probe = stack.use(await openProbe({ servers, namespace }))
    const live = await probe.rows<{ id: string; n: number }>(
      'catalogue',
      `select max(id::text) as id, count(*)::int as n from listing where state = 'live'`,
    )
    const everywhere = (await (
      await fetch(`${platform.gatewayUrl}/api/v1/listings?limit=1`)
    ).json()) as { facets: Record<string, { count: number }[]> }
    expect(everywhere.facets['city']?.length).toBeGreaterThan(10)
    expect(everywhere.facets['make']?.reduce((sum, { count }) => sum + count, 0)).toBe(live[0]?.n)
    expect(
      await breachesAtRest(probe, [
        { what: 'publish listing', id: live[0]?.id ?? '', outcome: 'ok' },
      ]),
    ).toEqual([])
  },
)
