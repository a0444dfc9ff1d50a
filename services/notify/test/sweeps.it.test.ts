// The sweep of notify against tables in which every state there is has passed its deadline at once,
// each beside a row whose deadline is to come.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningProviders, type RunningProviders } from './running-notify.ts'

const DAY = 86_400_000
let it: RunningProviders
beforeAll(async () => {
  it = await runningProviders()
})
afterAll(() => it[Symbol.asyncDispose]())

const DELIVERY_STATES = ['due', 'sending', 'sent', 'failed', 'dropped']
const SEND_STATES = ['sending', 'sent', 'failed', 'unknown', 'undelivered', 'delivered']
const ATTEMPT_STATES = ['handed', 'accepted', 'refused', 'unknown', 'undelivered', 'delivered']

/** Of every table that is swept: how a row is made, in all of its states. */
const ROWS: Readonly<Record<string, { states: readonly string[]; insert: string }>> = {
  sandbox_message: {
    states: ['there'],
    insert: `insert into sandbox_message (id, channel, recipient, text, code, at, due_at)
      values ($1, 'sms', $2, 'text', null, now(), $3)`,
  },
  send: {
    states: SEND_STATES,
    insert: `insert into send (id, channel, template, lang, provider, state, created_at, due_at)
      values ($1, 'sms', 'otp', 'en', 'twilio', $2, now(), $3)`,
  },
  attempt: {
    states: ATTEMPT_STATES,
    insert: `insert into attempt (send_id, provider, channel, state, at, due_at)
      values ($1, 'twilio', 'sms', $2, now(), $3)`,
  },
  receipt: {
    states: ['taken'],
    insert: `insert into receipt (provider, receipt_id, at, due_at)
      values ($2, $1::text, now(), $3)`,
  },
  news: {
    states: ['recorded'],
    insert: `insert into news (event_key, person_id, at, due_at) values ($2, $1, now(), $3)`,
  },
  notification: {
    states: ['read', 'unread'],
    insert: `insert into notification (id, person_id, kind, facts, at, read_at, due_at)
      values ($1, $1, 'offer-made', '{}', now(), case when $2 = 'read' then now() end, $3)`,
  },
  delivery: {
    states: DELIVERY_STATES,
    insert: `insert into delivery
        (id, person_id, channel, kind, group_key, facts, state, created_at, next_at, due_at)
      values ($1, $1, 'push', 'offer-made', 'group', '{}', $2, now(), now(), $3)`,
  },
}
const swept = Object.keys(ROWS)
const NAMES: Readonly<Record<string, string>> = {
  ...{ sandbox_message: 'recipient', receipt: 'provider', news: 'event_key' },
  notification: `case when read_at is null then 'unread' else 'read' end`,
}

/** The states whose rows there are, with how many days they have left. */
const left = async (table: string): Promise<string[]> => {
  const rows = await it.fixture.rows<{ name: string; days: number }>(
    `select ${NAMES[table] ?? 'state'} as name,
       round(extract(epoch from due_at - $1::timestamptz) / 86400)::int as days from ${table}`,
    [it.clock.now()],
  )
  return rows.map(({ name, days }) => `${name} ${days}`).toSorted()
}

test('what is over goes, whatever its state; a delivery that is not done stays', async () => {
  const now = it.clock.now().getTime()
  for (const { states, insert } of Object.values(ROWS))
    for (const state of states)
      for (const due of [now - DAY, now, now + DAY])
        await it.fixture.rows(insert, [newId(), state, new Date(due)])
  while ((await it.notify.sweep()) > 0);
  for (const table of swept) {
    const { states } = ROWS[table]!
    const undone = table === 'delivery' ? ['due', 'sending'] : []
    const expected = [
      ...states.map((state) => `${state} 1`),
      ...undone.flatMap((state) => [`${state} -1`, `${state} 0`]),
    ]
    expect([table, await left(table)]).toEqual([table, expected.toSorted()])
  }
})

test('every table with a deadline of its own is among them', async () => {
  const tables = await it.fixture.rows<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'due_at'`,
  )
  expect(tables.map(({ name }) => name).toSorted()).toEqual(swept.toSorted())
})
