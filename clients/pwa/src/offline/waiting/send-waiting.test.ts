// What waits is sent once, in its order, and a refusal holds nothing else up.
import type { Answer, Problem } from '@pk-auto/client-api/problem'
import { expect, test } from 'vitest'
import type { Waiting } from './change.ts'
import { sendWaiting } from './send-waiting.ts'

const waiting = (id: string, refusal?: Problem): Waiting => ({
  ...{ order: 1, title: id, change: { kind: 'ad', id, version: 1, body: {} } },
  ...(refusal === undefined ? {} : { refusal }),
})
const done: Answer<unknown> = { ok: true, value: undefined, version: 2 }
const problem = (status: number): Answer<unknown> => ({
  ok: false,
  problem: { status, code: `P${status}` },
})

/** What happened, in order. */
const sending = async (
  all: readonly Waiting[],
  answers: Readonly<Record<string, Answer<unknown>>>,
  alreadyDone: readonly string[] = [],
) => {
  const events: string[] = []
  const empty = await sendWaiting(all, {
    send: async ({ id }) => {
      events.push(`send ${id}`)
      return answers[id] ?? done
    },
    isDone: async ({ id }) => alreadyDone.includes(id),
    remove: async ({ change }) => void events.push(`remove ${change.id}`),
    refuse: async ({ change }, { code }) => void events.push(`refuse ${change.id} ${code}`),
  })
  return { empty, events }
}

test('all of it goes in order', async () => {
  expect(await sending([waiting('a'), waiting('b')], {})).toEqual({
    empty: true,
    events: ['send a', 'remove a', 'send b', 'remove b'],
  })
})

test.for([0, 401, 429, 503])('a %i stops it, and nothing is lost', async (status) => {
  const { empty, events } = await sending([waiting('a'), waiting('b')], { a: problem(status) })
  expect([empty, events]).toEqual([false, ['send a']])
})

test('a refusal is said and the rest goes on; it is not sent again', async () => {
  const { events } = await sending(
    [waiting('r', { status: 409, code: 'NO' }), waiting('a'), waiting('b')],
    {
      a: problem(412),
    },
  )
  expect(events).toEqual(['send a', 'refuse a P412', 'send b', 'remove b'])
})

test('an edit whose answer got lost was taken', async () => {
  const { events } = await sending([waiting('a')], { a: problem(412) }, ['a'])
  expect(events).toEqual(['send a', 'remove a'])
})
