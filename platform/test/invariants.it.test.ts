// The checker of invariants finds a platform at rest whole, and sees each promise that is
// broken on purpose.
import { newId } from '@pk-auto/kernel/id'
import { parseHistory, printHistory } from '@pk-auto/testing/history'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { acknowledgedWrites } from '../invariants/acknowledged-writes.ts'
import { checkAll } from '../invariants/check-all.ts'
import { conversationsAreWhole } from '../invariants/conversations.ts'
import { indexFollows } from '../invariants/index-follows.ts'
import { nothingPrivate } from '../invariants/nothing-private.ts'
import { outboxesAndTopics } from '../invariants/outboxes-and-topics.ts'
import { projectionFollows } from '../invariants/projection.ts'
import { openProbe, type Probe } from '../invariants/probe.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { PROCESS_NAMES } from '../parts.ts'
import { startPlatform, type Platform } from '../platform.ts'
import { seedMarket } from '../seed.ts'

const namespace = `inv${newId().slice(-8)}`
const stack = new AsyncDisposableStack()
let probe: Probe
let platform: Platform
let someListing: string

beforeAll(async () => {
  const servers = inject('servers')
  stack.defer(() => dropDatabases({ servers, namespace }))
  platform = stack.use(
    await startPlatform({
      servers,
      ports: await ownPorts(),
      profile: 'test',
      namespace,
      parts: PROCESS_NAMES,
    }),
  )
  await seedMarket(platform, { seed: 7, listings: 40, people: 6, pictures: 2, now: new Date() })
  probe = stack.use(await openProbe({ servers, namespace }))
  const [row] = await probe.rows<{ id: string }>(
    'catalogue',
    `select id from listing where state = 'live' limit 1`,
  )
  someListing = row?.id ?? ''
}, 240_000)

afterAll(() => stack.disposeAsync())

test('every invariant holds on a platform at rest, and each has looked at something', async () => {
  const history = [{ what: 'publish listing', id: someListing, outcome: 'ok' as const }]
  const findings = await Array.fromAsync(checkAll(probe, { history }))
  expect(findings.map(({ name, breaches }) => [name, breaches])).toEqual(
    ['I1', 'I4', 'I5', 'I6', 'I7', 'I8', 'I12'].map((name) => [name, []]),
  )
  expect(findings[2]?.checked).toMatch(/[1-9]\d+ outbox rows, [1-9]\d+ events/)
  expect(findings[3]?.checked).toBe('40 published listings')
})

test('I1 sees an acknowledged write that is gone and a refused one that is there', async () => {
  const gone = newId()
  const history = [
    { what: 'create listing', id: gone, outcome: 'ok' as const },
    { what: 'create listing', id: someListing, outcome: 'fail' as const },
    { what: 'create listing', id: newId(), outcome: 'unknown' as const },
  ]
  expect((await acknowledgedWrites(probe, history)).breaches).toEqual([
    `create listing ${gone}: was acknowledged and is not there`,
    `create listing ${someListing}: was refused and is there`,
  ])
})

test('I1 sees a missing version, a key with two effects and an unreported creation', async () => {
  const [row] = await probe.rows<{ by: string; version: number }>(
    'catalogue',
    'select seller_id as by, version from listing where id = $1',
    [someListing],
  )
  const { by = '', version = 0 } = row ?? {}
  const mine = await probe.rows<{ id: string }>(
    'catalogue',
    'select id from listing where seller_id = $1 order by id',
    [by],
  )
  const written = mine.map(({ id }) => ({
    what: 'create listing',
    id,
    by,
    key: id,
    outcome: 'ok' as const,
  }))
  expect((await acknowledgedWrites(probe, written)).breaches).toEqual([])

  const later = {
    what: 'change listing',
    id: someListing,
    version: version + 1,
    outcome: 'ok' as const,
  }
  expect((await acknowledgedWrites(probe, [later])).breaches).toEqual([
    `change listing ${someListing}: was acknowledged at version ${version + 1} ` +
      `and is there at ${version}`,
  ])

  const [first, second] = written
  expect(
    (await acknowledgedWrites(probe, [...written, { ...second!, key: first!.key }])).breaches,
  ).toEqual([expect.stringContaining(`${by}: one key was acknowledged as`)])

  const unwritten = written.slice(1)
  expect((await acknowledgedWrites(probe, unwritten)).breaches).toEqual([
    `${by}: has listing ${first!.id}, acknowledged to nobody, for 0 unanswered operations`,
  ])
  const unanswered = { what: 'create listing', by, key: 'lost', outcome: 'unknown' as const }
  expect((await acknowledgedWrites(probe, [...unwritten, unanswered])).breaches).toEqual([])
})

test('a history is read from a file as it was written, and a line that is none is named', () => {
  const history = [
    {
      what: 'create listing',
      id: someListing,
      version: 1,
      by: 'a',
      key: 'k',
      outcome: 'ok' as const,
    },
  ]
  expect(parseHistory(printHistory(history))).toEqual(history)
  expect(() => parseHistory('{"what":"create listing","outcome":"ok"}\n{"what":"x"}')).toThrow(
    'line 2',
  )
})

test('I5 sees an event marked as sent that never came, and one nobody committed', async () => {
  const lost = newId()
  const insert =
    'insert into outbox (id, topic, key, type, value, at, sent_at)' +
    ' values ($1, $2, $3, $4, $5, now(), now())'
  await probe.rows('catalogue', insert, [
    lost,
    'catalogue.listing.v1',
    newId(),
    'x',
    Buffer.from('x'),
  ])
  const [written] = await probe.rows<{ id: string }>(
    'catalogue',
    `delete from outbox where seq = (select max(seq) from outbox where id <> $1) returning id`,
    [lost],
  )
  const { breaches } = await outboxesAndTopics(probe)
  expect(breaches).toHaveLength(2)
  expect(breaches[0]).toContain(`event ${lost}`)
  expect(breaches[1]).toContain(`event ${written?.id}`)
  await probe.rows('catalogue', 'delete from outbox where id = $1', [lost])
})

test('I7 sees a version of catalogue that never reached search_doc, and nothing else', async () => {
  const before = Number(await versionOf(someListing))
  const write = 'update listing set version = $2 where id = $1'
  await probe.rows('catalogue', write, [someListing, before + 1])
  expect((await indexFollows(probe)).breaches).toEqual([
    `${someListing}: at version ${before + 1} with its owner, at ${before} in search_doc`,
  ])
  await probe.rows('catalogue', write, [someListing, before])
})

test('I6 sees a projection that lags, one that differs, and one of nothing', async () => {
  await probe.rows(
    'search',
    `update search_doc set listing = jsonb_set(listing, '{km}', '1') where id = $1`,
    [someListing],
  )
  expect((await projectionFollows(probe)).breaches).toEqual([
    `${someListing}: differs from search_doc in km`,
  ])
  await probe.rows('catalogue', 'update listing set version = version + 1 where id = $1', [
    someListing,
  ])
  expect((await projectionFollows(probe)).breaches).toEqual([
    `${someListing}: differs from search_doc in version, km`,
  ])
  const [other] = await probe.rows<{ id: string }>(
    'search',
    `update search_doc set id = gen_random_uuid() where id = $1 returning id`,
    [someListing],
  )
  expect((await projectionFollows(probe)).breaches).toEqual([
    `${someListing}: at version ${String(await versionOf(someListing))} with catalogue, ` +
      'without a listing part in search_doc',
    `${other?.id}: has a listing part in search_doc, and catalogue never published it`,
  ])
})

const versionOf = async (id: string) =>
  (
    await probe.rows<{ version: number }>(
      'catalogue',
      'select version from listing where id = $1',
      [id],
    )
  )[0]?.version

test('I8 sees a gap, a message sent twice and a wrong count of what is unread', async () => {
  const [id, buyer, seller, clientId] = [newId(), newId(), newId(), newId()].toSorted() as [
    ...[string, string, string, string],
  ]
  await probe.rows(
    'chat',
    `insert into conversation (id, about_kind, person_a, person_b, last_seq, created_at)
     values ($1, 'person', $2, $3, 3, now())`,
    [id, buyer, seller],
  )
  const event = (seq: number) =>
    probe.rows(
      'chat',
      `insert into conversation_event
         (conversation_id, seq, type, actor_id, client_id, sha256, body, at)
       values ($1, $2, 'message', $3, $4, 'x', '{"text": "salam"}', now())`,
      [id, seq, buyer, seq === 1 ? clientId : newId()],
    )
  await Promise.all([event(1), event(3)])
  await probe.rows(
    'chat',
    `insert into member (conversation_id, person_id, peer_id, unread, feed_seq)
     values ($1, $2, $3, 5, 1)`,
    [id, seller, buyer],
  )
  expect((await conversationsAreWhole(probe)).breaches).toEqual([
    `${id} has 2 events up to 3 of 3`,
    `${id}: ${seller} has 5 unread, a recount finds 2`,
  ])
  await probe.rows('chat', 'delete from member where conversation_id = $1', [id])
  await probe.rows('chat', 'delete from conversation_event where conversation_id = $1', [id])
  await probe.rows('chat', 'delete from conversation where id = $1', [id])
})

test('I7 sees documents of the index without a row, and rows without a document', async () => {
  const { breaches } = await indexFollows(probe)
  expect(
    breaches.some((breach) => breach.startsWith(`${someListing}: in the index, not in search_doc`)),
  ).toBe(true)
  expect(breaches.some((breach) => breach.includes('not in the index'))).toBe(true)
})

test('I12 sees a number in an outbox, a code in a reply, and a number in its key', async () => {
  expect((await nothingPrivate(probe)).breaches).toEqual([])
  const [sent] = await probe.rows<{ code: string }>(
    'notify',
    'select code from sandbox_message where code is not null limit 1',
  )
  const code = sent?.code ?? ''
  expect(code).toMatch(/^\d{6}$/)
  const reply =
    'insert into idempotency (actor, method, key, sha256, reply) values ($1, $2, $3, $4, $5)'
  await probe.rows('identity', reply, [
    'x',
    '/x/Y',
    'x',
    'x',
    Buffer.from(JSON.stringify({ code })),
  ])
  const keyed =
    'insert into idempotency (actor, method, key, sha256, id) values ($1, $2, $3, $4, $5)'
  await probe.rows('identity', keyed, ['x', '/x/Z', 'to:+923001234567', 'x', 'x'])
  const written =
    'insert into outbox (id, topic, key, type, value, at, sent_at)' +
    ' values (gen_random_uuid(), $1, $2, $3, $4, now(), now())'
  await probe.rows('identity', written, [
    'identity.person.v1',
    'x',
    'x',
    Buffer.from('\n\r+923001234567'),
  ])
  const urdu = '\u06F0\u06F3\u06F0\u06F0-\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7'
  await probe.rows('identity', keyed, ['x', '/x/U', `to:${urdu}`, 'x', 'x'])
  const { breaches } = await nothingPrivate(probe)
  expect(breaches).toEqual([
    expect.stringMatching(/^outbox of identity.*a mobile number$/),
    'a stored reply of identity to /x/Y holds a code that was sent',
    'a stored reply of identity to /x/Z holds a mobile number',
    'a stored reply of identity to /x/U holds a mobile number',
  ])
})
