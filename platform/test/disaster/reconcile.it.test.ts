// A restored database meets topics that know more than it does.
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { LISTINGS, PEOPLE } from '@pk-auto/proto/topics'
import { testDatabase } from '@pk-auto/testing/database'
import type { TopicRecord } from '@pk-auto/testing/topics'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { SERVICE_NAMES, type ServiceName } from '../../parts.ts'
import { endWithdrawn, reconcile } from '../../restore/reconcile.ts'

const REPO = new URL('../../../', import.meta.url)
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

/** The sample too: others are copied from it. */
type Service = ServiceName | '_sample'
const ALL: readonly Service[] = [...SERVICE_NAMES, '_sample']

const until = new Date()
const restored = (service: Service) => new URL(`services/${service}/restored.sql`, REPO)

async function databaseOf(service: Service) {
  const { ownerUrl } = stack.use(
    await testDatabase({
      serverUrl: inject('servers').postgresUrl,
      service,
      migrations: fileURLToPath(new URL(`services/${service}/migrations`, REPO)),
    }),
  )
  const owner = stack.adopt(new pg.Pool({ connectionString: ownerUrl, max: 1 }), (pool) =>
    pool.end(),
  )
  const rows = async <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]) =>
    (await owner.query<Row>(sql, values)).rows
  return { ownerUrl, rows }
}

/** A record as the topic has it; `minutes` behind the restored moment. */
const record = (key: string, minutes = 1, id = newId()): TopicRecord => ({
  ...{ key, value: Buffer.from(key), partition: 0, offset: '0' },
  headers: { ce_id: id, ce_type: LISTINGS.type, ce_time: until.toISOString() },
  sentAt: new Date(until.getTime() + minutes * 60_000),
})
async function* of(...records: TopicRecord[]) {
  yield* records
}

const listing = (id: string, state: string, version: number) =>
  JSON.stringify({
    ...{ id, state, version, seller_id: newId(), market: 'pk', seller_type: 'private' },
    ...{ make: 'toyota', model: 'corolla', year: 2016, price_minor: 1, price_currency: 'PKR' },
    ...{ price_since: until, km: 1, engine_cc: 1300, fuel: 'petrol', transmission: 'manual' },
    ...{ assembly: 'local', body: 'sedan', colour: 'white', city: 'multan' },
    ...{ registration_city: 'lahore', condition: 'used', features: [], photos: [] },
    ...{ visibility: 'public', channels: [], created_at: until, updated_at: until },
    ...(state === 'live' && { published_version: version }),
  })

test('what came on the topics since is known again, and what only they know ends', async () => {
  const { ownerUrl, rows } = await databaseOf('catalogue')
  const [live, draft, lost, sent] = [newId(), newId(), newId(), newId()]
  for (const row of [listing(live, 'live', 2), listing(draft, 'draft', 1)])
    await rows('insert into listing select * from json_populate_record(null::listing, $1)', row)
  await rows(
    `insert into outbox (id, topic, key, type, value, at, sent_at)
     values ($1, $2, $3, 'x', 'x', now(), now())`,
    ...[sent, LISTINGS.name, live],
  )
  const once = () =>
    reconcile({
      ...{ ownerUrl, until, erased: [], restored: restored('catalogue') },
      topics: [
        {
          name: LISTINGS.name,
          records: of(
            // Left the outbox by its age long ago.
            record(newId(), -60 * 24 * 40),
            record(live, -1, sent),
            record(live, 1, '00000000-0000-7000-8000-00000000000a'),
            record(draft, 1, '00000000-0000-7000-8000-00000000000b'),
            record(lost, 1, '00000000-0000-7000-8000-00000000000c'),
          ),
        },
      ],
    })
  const first = await once()
  expect(first).toBe(3)
  type Row = { id: string; state: string; version: number; published: number | null }
  const listings = () =>
    rows<Row>(
      'select id, state, version, published_version as published from listing order by state desc',
    )
  const after = await listings()
  expect(after).toEqual([
    { id: live, state: 'live', version: 1_000_002, published: 1_000_002 },
    { id: expect.any(String), state: 'draft', version: 1_000_001, published: null },
  ])
  expect(after[1]!.id).not.toBe(draft)
  const keys = 'select key from outbox where sent_at is not null order by seq'
  expect((await rows<{ key: string }>(keys)).map(({ key }) => key)).toEqual([
    ...[live, live, draft, lost],
  ])

  // The owner republishes what it has; the rest ends.
  await rows(
    `insert into outbox (id, topic, key, type, value, at) values ($1, $2, $3, 'x', 'x', now())`,
    ...[newId(), LISTINGS.name, live],
  )
  expect(await endWithdrawn(ownerUrl, [LISTINGS.name])).toBe(2)
  const ended = await rows<{ key: string }>('select key from outbox where value is null')
  expect(ended.map(({ key }) => key).toSorted()).toEqual([draft, lost].toSorted())

  // A second time nothing more happens.
  expect(await once()).toBe(0)
  expect(await listings()).toEqual(after)
  expect(await endWithdrawn(ownerUrl, [LISTINGS.name])).toBe(0)
})

test('who was erased since does not come back with the database', async () => {
  const { ownerUrl, rows } = await databaseOf('identity')
  const [stays, goes] = [newId(), newId()]
  for (const id of [stays, goes])
    await rows(
      `insert into person (id, version, sealed_phone, phone_key_id, phone_index, display_name,
         city, lang, marketing, created_at)
       values ($1, 3, 'x', 'k', $2, 'Ali', 'multan', 'ur', false, now())`,
      ...[id, id],
    )
  await reconcile({
    ...{ ownerUrl, until, erased: [goes], restored: restored('identity') },
    topics: [{ name: PEOPLE.name, records: of() }],
  })
  expect(await rows('select id, version from person')).toEqual([{ id: stays, version: 1_000_003 }])
})

test.each(ALL)('what %s does after a restore fits its newest schema', async (service) => {
  const { ownerUrl, rows } = await databaseOf(service)
  await reconcile({ ...{ ownerUrl, until, erased: [], topics: [] }, restored: restored(service) })
  expect(await rows('select until from app.restored')).toEqual([{ until }])
})
