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
