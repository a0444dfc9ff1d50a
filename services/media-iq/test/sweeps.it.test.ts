// The sweeps against a table in which media of every state are due at once, shown by nobody, by an
// open listing, or only by ones that ended.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { expect, test } from 'vitest'
import { storesAt } from '../src/outbound/stores.ts'
import { sweepMedia } from '../src/usecases/sweep-media.ts'
import { sweepOriginals } from '../src/usecases/sweep-originals.ts'
import { mediaFixture } from './media-fixture.ts'

const DAY_MS = 86_400_000
const ORIGINAL_DAYS = 90
// More than a batch of each kind together, so that what stays must not hold up what goes.
const EACH = 40

const STATES = ['signed', 'processing', 'ready', 'refused', 'removed'] as const
type State = (typeof STATES)[number]
const HOLDERS = ['nobody', 'open', 'ended lately', 'ended long ago'] as const
type Holder = (typeof HOLDERS)[number]

async function sweepFixture() {
  await using stack = new AsyncDisposableStack()
  const clock = manualClock(new Date())
  const fixture = stack.use(await mediaFixture({ clock }))
  const database = stack.use(openDatabase({ url: fixture.config.databaseUrl, service: 'media-iq' }))
  const deps = {
    clock,
    originalDays: ORIGINAL_DAYS,
    inTransaction: transactions(database, storesAt(clock)),
  }
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS)
  const endOf: Record<Holder, Date | undefined> = {
    nobody: undefined,
    open: undefined,
    'ended lately': before(1),
    'ended long ago': before(ORIGINAL_DAYS + 1),
  }
  const { rows } = fixture

  async function add(state: State, holder: Holder): Promise<string[]> {
    const ids = Array.from({ length: EACH }, newId)
    const picture = state === 'ready' ? [10, 10, 'data:', 0] : [null, null, null, null]
    await rows.query(
      `insert into media (id, owner_id, purpose, content_type, bytes, sha256, state, version, refusal,
         width, height, placeholder, dhash, signed_at, sweep_due_at, original_due_at)
       select id, id, 'listing-photo', 'image/jpeg', 1, repeat('0', 64), $2, 1, $3, $4, $5, $6, $7, $8, $9, $9
       from unnest($1::uuid[]) as id`,
      [
        ids,
        state,
        state === 'refused' ? 'MEDIA_UNREADABLE' : null,
        ...picture,
        before(200),
        before(0.1),
      ],
    )
    if (holder !== 'nobody')
      await rows.query(
        'insert into listing_photos (listing_id, version, photos, ended_at) values ($1, 1, $2, $3)',
        [newId(), ids, endOf[holder]],
      )
    return ids
  }

  /** What became of media that were added together; they must all have fared alike. */
  async function fateOf(ids: readonly string[]) {
    const { rows: found } = await rows.query(
      `select state, count(*)::int as n,
         coalesce(array_agg(distinct k) filter (where k is not null), '{}') as going,
         count(distinct outbox.id)::int as events
       from media
       left join lateral (
         select split_part(key, '/', 1) as k from object_deletion where key like '%' || media.id || '%'
       ) keys on true
       left join outbox on outbox.key = media.id::text
       where media.id = any($1) group by state`,
      [ids],
    )
    expect(found).toHaveLength(1)
    const { state, going, events } = found[0]
    return { state, going: going.toSorted().join(' '), events: events / EACH }
  }
  const held = stack.move()
  return { deps, add, fateOf, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

const untouched = (state: State) => ({ state, going: '', events: 0 })
const ALL_OF_IT = { state: 'removed', going: 'kept originals served', events: 1 }
const THE_ORIGINAL = { state: 'ready', going: 'kept originals', events: 0 }

function expected(state: State, holder: Holder) {
  // Somebody works on it: its files would be left behind, or its bytes taken away under the worker.
  if (state === 'processing' || state === 'removed') return untouched(state)
  if (holder === 'nobody') return ALL_OF_IT
  return state === 'ready' && holder === 'ended long ago' ? THE_ORIGINAL : untouched(state)
}

const orders = {
  'the unused first': ['media', 'originals'],
  'the originals first': ['originals', 'media'],
} as const

test.for(Object.entries(orders))('with %s, each sweep takes what is its own', async ([, order]) => {
  await using fixture = await sweepFixture()
  const { deps, add, fateOf } = fixture
  const kinds = STATES.flatMap((state) => HOLDERS.map((holder) => ({ state, holder })))
  const added = new Map<(typeof kinds)[number], string[]>()
  for (const kind of kinds) added.set(kind, await add(kind.state, kind.holder))
  const sweeps = { media: sweepMedia(deps), originals: sweepOriginals(deps) }
  for (const name of order) while ((await sweeps[name]()) > 0);
  const table = async (fate: (kind: (typeof kinds)[number]) => unknown) =>
    Object.fromEntries(
      await Promise.all(
        kinds.map(async (kind) => [`${kind.state}, ${kind.holder}`, await fate(kind)] as const),
      ),
    )
  expect(await table((kind) => fateOf(added.get(kind) ?? []))).toEqual(
    await table(({ state, holder }) => expected(state, holder)),
  )
})
