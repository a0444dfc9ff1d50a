// One exchange for many requests, as long as the token holds; a refusal is not remembered.
import { manualClock } from '@pk-auto/kernel/clock'
import { expect, test } from 'vitest'
import { actorTokens } from './actor-tokens.ts'

const LIFE_MS = 60_000

function fixture() {
  const clock = manualClock(new Date('2026-03-01T08:00:00Z'))
  const asked: string[] = []
  const away = new Set<string>()
  const identity = {
    async issueActorToken({ accessToken = '' }) {
      asked.push(accessToken)
      if (away.has(accessToken)) throw new Error('away')
      const expiresAt = new Date(clock.now().getTime() + LIFE_MS)
      const whose = { personId: accessToken, sessionId: 's', termsDue: false }
      return { ...whose, actorToken: `${accessToken} ${asked.length}`, expiresAt }
    },
    refreshSession: () => Promise.reject(new Error('not asked here')),
  }
  return { clock, asked, away, tokens: actorTokens(identity as never, clock) }
}

test('requests of one person share an exchange until the token nearly ends', async () => {
  const { clock, asked, tokens } = fixture()
  const both = await Promise.all([tokens.forAccess('ali'), tokens.forAccess('ali')])
  clock.advance(LIFE_MS - 11_000)
  const later = await tokens.forAccess('ali')
  expect(new Set([...both, later].map(({ token }) => token))).toEqual(new Set(['ali 1']))
  clock.advance(2_000)
  expect((await tokens.forAccess('ali')).token).toBe('ali 2')
  expect(asked).toEqual(['ali', 'ali'])
})

test('a refusal is not remembered, and neither is who has left', async () => {
  const { asked, away, tokens } = fixture()
  away.add('ali')
  await expect(tokens.forAccess('ali')).rejects.toThrow('away')
  away.clear()
  expect((await tokens.forAccess('ali')).token).toBe('ali 2')
  tokens.forget('ali')
  await tokens.forAccess('ali')
  expect(asked).toHaveLength(3)
})

test('who left while the exchange was under way is not remembered by it', async () => {
  const { asked, tokens } = fixture()
  const leaving = tokens.forAccess('ali')
  tokens.forget('ali')
  await leaving
  await tokens.forAccess('ali')
  expect(asked).toEqual(['ali', 'ali'])
})
