// Whoever has a socket open writes for as long as identity says so, and not a minute longer.
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
    const expiresAt = new Date(clock.now().getTime() + 60_000)
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
  await sessions.token('s1')
  expect(identity.asked).toHaveLength(1)
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

test('while identity is away the last token is used up; then nobody writes', async () => {
  const { identity, pass, sessions } = fixture()
  const ended: string[] = []
  sessions.watch('s1', { sessionOver: () => void ended.push('s1') })
  const first = sessions.token('s1')
  await pass(5)
  await first
  identity.away = true
  await pass(30_000)
  expect(await sessions.token('s1')).toBe('token of s1')
  await pass(60_000)
  const late = sessions.token('s1').catch((error: unknown) => error)
  await pass(3_000)
  expect(await late).toMatchObject({ code: 'SESSION_UNKNOWN', kind: 'unavailable' })
  expect(ended).toEqual([])
  identity.away = false
  await pass(5_000)
  const again = sessions.token('s1')
  await pass(3_000)
  expect(await again).toBe('token of s1')
})
