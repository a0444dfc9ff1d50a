// Whoever has a socket open writes for as long as identity says so, and for two minutes while it
// says nothing.
import { SOCKET_TOKEN_SECONDS } from '@pk-auto/grpc/actor-token'
import { manualClock } from '@pk-auto/kernel/clock'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openSessions, type SessionSettings } from './open-sessions.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function fixture() {
  const clock = manualClock(new Date('2026-03-01T08:00:00Z'))
  const identity = { open: new Set(['s1', 's2']), away: false, asked: [] as string[][] }
  const checkSessions = async ({ sessionIds }: { sessionIds: string[] }) => {
    identity.asked.push(sessionIds)
    if (identity.away) throw new DomainError('unavailable', 'UNAVAILABLE')
    const expiresAt = new Date(clock.now().getTime() + SOCKET_TOKEN_SECONDS * 1_000)
    const sessions = sessionIds
      .filter((id) => identity.open.has(id))
      .map((sessionId) => ({ sessionId, actorToken: `token of ${sessionId}`, expiresAt }))
    return { sessions }
  }
  const settings = { service: 'test', clock, identity: { checkSessions } }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await vi.advanceTimersByTimeAsync(ms)
  }
  return { identity, pass, sessions: openSessions(settings as unknown as SessionSettings) }
}

test('tokens asked for together come in one call, and serve until they nearly end', async () => {
  const { identity, pass, sessions } = fixture()
  for (const id of ['s1', 's2']) sessions.watch(id, { sessionOver: () => undefined })
  identity.asked.length = 0
  const tokens = Promise.all(['s1', 's2', 's1'].map((id) => sessions.token(id)))
  await pass(5)
  expect(await tokens).toEqual(['token of s1', 'token of s2', 'token of s1'])
  expect(identity.asked).toEqual([['s1', 's2']])
  await pass(40_000)
  const before = identity.asked.length
  await sessions.token('s1')
  expect(identity.asked).toHaveLength(before)
})

test('a session that has ended is told at the next look, and writes nothing more', async () => {
  const { identity, pass, sessions } = fixture()
  const ended: string[] = []
  sessions.watch('s1', { sessionOver: () => void ended.push('s1') })
  identity.open.clear()
  await pass(61_000)
  expect(ended).toEqual(['s1'])
  await expect(sessions.token('s1')).rejects.toMatchObject({ code: 'SESSION_ENDED' })
})

test.for([1, 2, 700])(
  'while identity is away each of %i sessions writes for 120 s; then all only read',
  async (count) => {
    const { identity, pass, sessions } = fixture()
    const ended: string[] = []
    const ids = Array.from({ length: count }, (_, i) => `s${i}`)
    identity.open = new Set(ids)
    for (const id of ids) sessions.watch(id, { sessionOver: () => void ended.push(id) })
    // Each has its turn; nobody's is just over when identity goes.
    await pass(60_000)
    await pass(7_000)
    identity.away = true
    await pass(108_000)
    const tokens = ids.map((id) => sessions.token(id))
    expect(await Promise.all(tokens)).toEqual(ids.map((id) => `token of ${id}`))
    await pass(12_000)
    const late = ids.map((id) => sessions.token(id).catch((error: unknown) => error))
    await pass(3_000)
    for (const refusal of await Promise.all(late))
      expect(refusal).toMatchObject({ code: 'SESSION_UNKNOWN', kind: 'unavailable' })
    expect(ended).toEqual([])
    identity.away = false
    await pass(10_000)
    const again = ids.map((id) => sessions.token(id))
    await pass(3_000)
    expect(await Promise.all(again)).toEqual(ids.map((id) => `token of ${id}`))
  },
)

test('every session is asked for each minute, however many there are', async () => {
  const { identity, pass, sessions } = fixture()
  const ids = Array.from({ length: 1_300 }, (_, i) => `s${i}`)
  identity.open = new Set(ids)
  for (const id of ids) sessions.watch(id, { sessionOver: () => undefined })
  await pass(70_000)
  identity.asked.length = 0
  for (let s = 0; s < 60; s += 10) await pass(10_000)
  expect(new Set(identity.asked.flat())).toEqual(new Set(ids))
  expect(Math.max(...identity.asked.map((some) => some.length))).toBeLessThanOrEqual(500)
})
