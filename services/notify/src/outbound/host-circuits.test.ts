// A host that takes nothing is left alone, one send asks for all, and its return opens it to all.
import { manualClock } from '@pk-auto/kernel/clock'
import { expect, test } from 'vitest'
import type { Outcome } from '../domain/news/delivery.ts'
import { hostCircuits } from './host-circuits.ts'

const ACCEPTED: Outcome = { is: 'accepted', reference: 'r' }

function started() {
  const clock = manualClock(new Date('2026-11-28T07:00:00Z'))
  const circuits = hostCircuits({ clock })
  const asked: string[] = []
  const ask = (host: string, outcome: Outcome) =>
    circuits.ask(host, async () => {
      asked.push(host)
      return outcome
    })
  return { clock, circuits, asked, ask }
}

test.for([{ is: 'deferred' }, { is: 'unknown' }] as const)(
  'after five sends that are $is a host is left alone, and no other',
  async (outcome) => {
    const { asked, ask } = started()
    for (let send = 0; send < 9; send += 1) await ask('away', outcome)
    expect(asked).toHaveLength(5)
    expect(await ask('away', ACCEPTED)).toEqual({ is: 'deferred' })
    expect(await ask('well', ACCEPTED)).toEqual(ACCEPTED)
  },
)

test('a host that answers in between, if only to refuse, is asked on', async () => {
  const { asked, ask } = started()
  for (const outcome of [ACCEPTED, { is: 'gone' }, { is: 'refused' }] as const) {
    for (let send = 0; send < 4; send += 1) await ask('moody', { is: 'unknown' })
    await ask('moody', outcome)
  }
  expect(asked).toHaveLength(15)
})

test('after a pause one send asks for all: if it fails all wait on, if not all go', async () => {
  const { clock, circuits, asked, ask } = started()
  for (let send = 0; send < 5; send += 1) await ask('away', { is: 'unknown' })
  clock.advance(30_000)
  const probe = Promise.withResolvers<Outcome>()
  const probing = circuits.ask('away', () => probe.promise)
  expect(await ask('away', ACCEPTED)).toEqual({ is: 'deferred' })
  probe.resolve({ is: 'unknown' })
  await probing
  expect(await ask('away', ACCEPTED)).toEqual({ is: 'deferred' })
  clock.advance(30_000)
  await ask('away', ACCEPTED)
  await ask('away', ACCEPTED)
  expect(asked).toHaveLength(7)
})
