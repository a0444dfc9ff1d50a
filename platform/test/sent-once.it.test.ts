// The checker of what was sent sees a message that went out more often than it may.
import { newId } from '@pk-auto/kernel/id'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Probe } from '../invariants/probe.ts'
import { sentOnce } from '../invariants/sent-once.ts'

const stack = new AsyncDisposableStack()
let owner: pg.Client
beforeAll(async () => {
  const database = stack.use(
    await testDatabase({
      serverUrl: inject('servers').postgresUrl,
      service: 'notify',
      migrations: 'services/notify/migrations',
    }),
  )
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  stack.defer(() => owner.end())
})
afterAll(() => stack.disposeAsync())

const rows = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows
const probe = {
  async *pages(_service: string, sql: string) {
    yield await rows(sql)
  },
} as unknown as Probe

test('I4 sees a code that two providers took, and more sent than there was to say', async () => {
  const [send, person, delivery] = [newId(), newId(), newId()]
  await rows(
    `insert into send (id, channel, template, lang, provider, state, created_at, due_at)
     values ($1, 'sms', 'otp', 'en', 'b', 'sent', now(), now() + interval '1 day')`,
    [send],
  )
  for (const [provider, state] of [
    ['a', 'unknown'],
    ['b', 'accepted'],
  ])
    await rows(
      `insert into attempt (send_id, provider, channel, state, at, due_at)
       values ($1, $2, 'sms', $3, now(), now() + interval '1 day')`,
      [send, provider, state],
    )
  await rows(
    `insert into delivery (id, person_id, channel, kind, group_key, facts, events, state,
       created_at, next_at, due_at)
     values ($1, $2, 'push', 'sold', 'g', '{}', 2, 'sent', now(), now(), now() + interval '1 day')`,
    [delivery, person],
  )
  expect((await sentOnce(probe)).breaches).toEqual([
    `send ${send} was taken by 2 providers`,
    `${person} was sent 2 events by push, of 0 there were`,
  ])
  await rows('delete from attempt where send_id = $1', [send])
  await rows('delete from send where id = $1', [send])
  await rows('delete from delivery where id = $1', [delivery])
})

test('I4 sees one event sent twice, though another was dropped and the sums agree', async () => {
  const [person, twice, dropped] = [newId(), `offer:${newId()}:1`, `offer:${newId()}:1`]
  for (const event of [twice, dropped])
    await rows(
      `insert into news (event_key, person_id, at, due_at)
       values ($1, $2, now(), now() + interval '1 day')`,
      [event, person],
    )
  const deliver = (state: string, reason: string | null = null) =>
    rows(
      `insert into delivery (id, person_id, channel, kind, group_key, facts, events, event_keys,
         state, reason, created_at, next_at, due_at)
       values ($1, $2, 'push', 'sold', 'g', '{}', 1, $3, $4, $5, now(), now(),
         now() + interval '1 day')`,
      [newId(), person, [twice], state, reason],
    )
  await deliver('sent')
  // What has joined another delivery is not sent by itself.
  await deliver('dropped', 'joined')
  expect((await sentOnce(probe)).breaches).toEqual([])
  await deliver('sent')
  expect((await sentOnce(probe)).breaches).toEqual([`${person} was sent ${twice} 2 times by push`])
  for (const table of ['delivery', 'news'])
    await rows(`delete from ${table} where person_id = $1`, [person])
})

test('I4 sees a message in the sandbox that nobody has sent', async () => {
  const id = newId()
  await rows(
    `insert into sandbox_message (id, channel, recipient, text, at, due_at)
     values ($1, 'sms', '+923001234567', 'salam', now(), now() + interval '1 day')`,
    [id],
  )
  expect((await sentOnce(probe)).breaches).toEqual([`sms ${id} arrived, and nobody sent it`])
  await rows('delete from sandbox_message where id = $1', [id])
})
