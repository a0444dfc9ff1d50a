// Who is there is seen by those who may look, and a short break is no absence.
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { presence, type Seen } from './presence.ts'

const scene = () => {
  const time = { now: 1_000_000 }
  const stored = new Map<string, number>()
  const stamps = {
    stamp: (key: string, at: number) => void stored.set(key, at),
    stamps: async (keys: readonly string[]) => keys.map((key) => stored.get(key)),
  }
  const here = presence({
    ...{ service: 'test', stamps, now: () => time.now },
    times: { beatMs: 5, goneMs: 45_000, storedMs: 1, lookMs: 5 },
  })
  const shown: [string, Seen][] = []
  const people = { wanted: ['sana'] as string[] }
  here.watch({
    people: () => people.wanted,
    show: (person, seen) => void shown.push([person, seen]),
  })
  /** Without having been seen gone: a step is shorter than that takes, and a beat ends it. */
  const pass = async (ms: number): Promise<void> => {
    const steps = Math.ceil(ms / 40_000)
    for (let step = 0; step < steps; step++) {
      time.now += ms / steps
      await vi.waitFor(() => expect(stored.get('here:sana')).toBe(time.now))
    }
  }
  return { time, here, shown, people, pass }
}
const soon = () => wait(60)

test('somebody comes, is away for a moment, and is gone in the end', async () => {
  const { time, here, shown } = scene()
  await using _ = here
  await soon()
  expect(shown).toEqual([['sana', { online: false }]])
  here.come('sana')
  await soon()
  expect(shown.at(-1)).toEqual(['sana', { online: true }])
  time.now += 30_000
  await soon()
  here.go('sana')
  await soon()
  const left = time.now
  time.now += 44_000
  await soon()
  expect(shown).toHaveLength(2)
  time.now += 2_000
  await soon()
  expect(shown.slice(2)).toEqual([['sana', { online: false, lastSeenAt: new Date(left) }]])
})

test('with two sockets the first that closes is no absence', async () => {
  const { here, shown, pass } = scene()
  await using _ = here
  here.come('sana')
  here.come('sana')
  here.go('sana')
  await soon()
  await pass(60_000)
  await soon()
  expect(shown).toEqual([['sana', { online: true }]])
})

test('whom one does not look at any more is not shown, and shown anew later', async () => {
  const { here, shown, people } = scene()
  await using _ = here
  people.wanted = []
  here.come('sana')
  await soon()
  expect(shown).toEqual([])
  people.wanted = ['sana']
  await soon()
  people.wanted = []
  await soon()
  people.wanted = ['sana']
  await soon()
  expect(shown).toHaveLength(2)
})
