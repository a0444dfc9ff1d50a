// Crowds at two gateways with two catalogues behind them: fifty submits of one ad, and SIGTERM
// under load.
import { newId } from '@pk-auto/kernel/id'
import { INTERNAL_ABOVE } from '@pk-auto/lifecycle/ports'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import type { Visitor } from '../../visitor.ts'
import { processPlatform, newAddress, type ProcessPlatform } from '../../processes/processes.ts'
import { freePorts } from '../../processes/own-ports.ts'
import { createAd, sell, type Ad } from './scenario.ts'

const CLIENTS = 50
const STOPPED = { code: 0, signal: null }

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
let catalogue: ServiceProcess
let gateway: ServiceProcess
let urls: string[]
afterAll(() => stack.disposeAsync())

beforeAll(async () => {
  fixture = stack.use(await processPlatform(inject('servers')))
  const [GRPC_PORT, HTTP_PORT, second] = (await freePorts(3)).map(String) as [
    string,
    string,
    string,
  ]
  const own = fixture.env('gateway-pwa')['CATALOGUE_GRPC_URL']
  const both = { CATALOGUE_GRPC_URL: `ipv4:${own},127.0.0.1:${GRPC_PORT}` }
  ;[catalogue, gateway] = await Promise.all([
    fixture.start('catalogue', { ROLES: 'api,jobs' }),
    fixture.startGateway(both),
    fixture.startGateway({ ...both, HTTP_PORT: second }),
    fixture.spawnReplica('catalogue', { ROLES: 'api', GRPC_PORT, HTTP_PORT }),
    fixture.start('notify'),
    fixture.start('identity', { ROLES: 'api' }),
    fixture.start('media-iq', { ROLES: 'api' }),
  ])
  urls = [fixture.gatewayUrl, `http://127.0.0.1:${second}`]
})

test('fifty submits at once with one key are one ad, whatever is pressed afterwards', async () => {
  const seller = await fixture.visitor()
  const key = newId()
  const rush = <T>(act: () => Promise<T>, clicks = CLIENTS) =>
    Promise.all(Array.from({ length: clicks }, act))
  const mine = async () =>
    (
      await fixture.rows<{ id: string; version: number }>(
        'catalogue',
        'select id, version from listing where seller_id = $1',
        [seller.personId],
      )
    ).map(({ id, version }) => ({ id, version }))

  const answers = await rush(() => createAd(seller, {}, key, newAddress()))
  const made = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status !== 201)
  expect(made.length).toBeGreaterThan(0)
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
  expect(
    new Set(
      refused.map(({ status, body }) => `${status} ${(body as unknown as { code: string }).code}`),
    ),
  ).toEqual(new Set(refused.length > 0 ? ['409 IDEMPOTENCY_IN_FLIGHT'] : []))
  const { id } = made[0]!.body
  expect(await mine()).toEqual([{ id, version: 1 }])

  expect(await createAd(seller, {}, key)).toMatchObject({
    status: 201,
    body: { id, state: 'draft' },
  })
  expect(await createAd(seller, { km: 1 }, key)).toMatchObject({
    status: 422,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  })

  // Together with the clicks above fewer than a person may write in a minute.
  const published = await rush(
    () =>
      seller.call<Ad>('POST', `/api/v1/listings/${id}/publish`, undefined, {
        'if-match': '"1"',
        ...newAddress(),
      }),
    30,
  )
  // Every click gets the same answer.
  expect(
    new Set(published.map(({ status, body }) => `${status} ${body.state} ${body.version}`)),
  ).toEqual(new Set(['200 live 2']))
  // The back button, and Send once more: the same ad, as it is by now.
  expect(await createAd(seller, {}, key)).toMatchObject({
    status: 201,
    body: { id, state: 'live', version: 2 },
  })
  expect(await mine()).toEqual([{ id, version: 2 }])
  expect(await fixture.rows('catalogue', 'select from outbox where key = $1', [id])).toHaveLength(1)
  expect(
    await fixture.rows('catalogue', 'select from price_point where listing_id = $1', [id]),
  ).toHaveLength(1)
})

type Door = { readonly url: string; readonly visitors: readonly Visitor[]; ready: boolean }

/** Nobody may keep more than a few dozen drafts: it takes a crowd to write so many ads. */
const WRITERS = 40

/** A gateway's probes are at its internal port. */
function readyzOf({ url }: Door): URL {
  const probe = new URL('/readyz', url)
  probe.port = String(Number(probe.port) + INTERNAL_ABOVE)
  return probe
}

/** What a balancer does: looks all the time which doors are ready. */
function watch(doors: readonly Door[]): Disposable {
  let watching = true
  const look = async (door: Door) => {
    while (watching)
      door.ready = await fetch(readyzOf(door), { signal: AbortSignal.timeout(1_000) }).then(
        ({ ok }) => ok,
        () => false,
      )
  }
  doors.forEach((door) => void look(door))
  return { [Symbol.dispose]: () => void (watching = false) }
}

/**
 * People who come again and again: every third request writes an ad, the others read one. They try
 * another door only when one is shut in their face.
 */
function crowd(doors: readonly Door[], readable: string) {
  const statuses = new Map<number, number>()
  const created: string[] = []
  const broken: unknown[] = []
  let asked = 0
  let going = true

  const askOnce = async (n: number, { visitors }: Door): Promise<'refused' | 'answered'> => {
    try {
      const visitor = visitors[Math.trunc(n / 3) % visitors.length]!
      const address = newAddress()
      const answer =
        n % 3 === 0
          ? await createAd(visitor, { km: n }, undefined, address)
          : await visitor.call<{ id: string }>(
              'GET',
              `/api/v1/listings/${readable}/price-history`,
              undefined,
              address,
            )
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status === 201) created.push(answer.body.id)
      return 'answered'
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } }
      if (cause?.code === 'ECONNREFUSED') return 'refused'
      broken.push(cause ?? error)
      return 'answered'
    }
  }
  const doorFor = (turn: number): Door => {
    const ready = doors.filter((door) => door.ready)
    const some = ready.length > 0 ? ready : doors
    return some[turn % some.length]!
  }
  const client = async () => {
    while (going) {
      const n = asked++
      for (let turn = n; (await askOnce(n, doorFor(turn))) === 'refused'; turn += 1);
    }
  }
  const running = Promise.all(Array.from({ length: CLIENTS }, client))
  return {
    /** Resolves after so many more answers. */
    more: (count: number) => {
      const goal = asked + count
      return until(`${count} more requests`, () => asked > goal, { timeoutMs: 30_000 })
    },
    async end() {
      going = false
      await running
      return { statuses: Object.fromEntries(statuses), created, broken }
    },
  }
}

test('one of two catalogues and of two gateways stop under load, no request is lost', async () => {
  const doors: Door[] = []
  for (const url of urls)
    doors.push({ url, visitors: await fixture.visitors(WRITERS, url), ready: true })
  using _balancer = watch(doors)
  const { id } = await sell(doors[0]!.visitors[0]!)

  const people = crowd(doors, id)
  await people.more(CLIENTS * 4)
  const [catalogueExit] = await Promise.all([catalogue.stop(), people.more(CLIENTS * 6)])
  const [gatewayExit] = await Promise.all([gateway.stop(), people.more(CLIENTS * 6)])
  const { statuses, created, broken } = await people.end()

  expect([catalogueExit, gatewayExit]).toEqual([STOPPED, STOPPED])
  expect(broken).toEqual([])
  expect(Object.keys(statuses).toSorted()).toEqual(['200', '201'])
  const rows = await fixture.rows<{ id: string }>(
    'catalogue',
    `select id from listing where state = 'draft'`,
  )
  expect(rows.map((row) => row.id).toSorted()).toEqual(created.toSorted())
})

test('after all of it every promise is kept', { timeout: 180_000 }, async () => {
  await Promise.all([
    ...fixture.probe.services.map((name) => fixture.start(name)),
    fixture.startGateway(),
  ])
  expect(await breachesAtRest(fixture.probe, fixture.history.operations)).toEqual([])
})
