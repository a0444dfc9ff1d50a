// Rotation as a state machine: honest clients stay in, two holders of one family do not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeviceKey } from './device.ts'
import type { PersonId, SessionId } from './ids.ts'
import type { TokenHash } from './secret-token.ts'
import { end, rotate, type RefreshToken, type Session } from './session.ts'

const born = new Date('2026-01-01T00:00:00Z')
const DAYS_60 = 60 * 86_400_000
const after = (ms: number) => new Date(born.getTime() + ms)
const device = 'device' as DeviceKey
const first: Session = {
  id: 's' as SessionId,
  personId: 'p' as PersonId,
  device,
  deviceName: '',
  lastUsed: undefined,
  createdAt: born,
  lastSeenAt: born,
  ended: undefined,
}

/** A family as it is stored: every token ever issued, by hash. */
function family() {
  let session = first
  let made = 0
  const issue = (parent: TokenHash | undefined): RefreshToken => ({
    hash: `t${made++}` as TokenHash,
    parent,
    expiresAt: after(DAYS_60),
  })
  return {
    first: issue(undefined),
    alive: () => session.ended === undefined,
    reason: () => session.ended?.reason,
    /** Presents a token; the answer's token when it was accepted. */
    use(token: RefreshToken, by: DeviceKey = device, now = born): RefreshToken | undefined {
      const rotation = rotate(session, token, by, now)
      if (rotation.kind !== 'refuse') session = rotation.session
      return rotation.kind === 'rotate' ? issue(token.hash) : undefined
    },
  }
}

test('an honest client stays signed in whatever answers are lost or doubled', () => {
  const step = fc.constantFrom(
    'ok',
    'answer lost',
    'raced: uses the first',
    'raced: uses the second',
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const tokens = family()
      let held = tokens.first
      for (const what of steps) {
        const one = tokens.use(held)
        const two = what.startsWith('raced') ? tokens.use(held) : undefined
        if (what !== 'answer lost') held = (what === 'raced: uses the second' ? two : one) ?? held
        if (one === undefined || (what.startsWith('raced') && two === undefined)) return false
      }
      return tokens.alive()
    }),
  )
})

test('when two parties share a token, the family ends as soon as both have moved on', () => {
  const turn = fc.constantFrom('owner', 'thief')
  fc.assert(
    fc.property(fc.nat(10), fc.array(turn, { maxLength: 40 }), (before, turns) => {
      const tokens = family()
      let held = tokens.first
      for (let n = 0; n < before; n += 1) held = tokens.use(held) ?? held
      const holds = { owner: held, thief: held }
      const moved = { owner: 0, thief: 0 }
      for (const who of turns) {
        const next = tokens.use(holds[who])
        if (next === undefined) break
        holds[who] = next
        moved[who] += 1
      }
      // Each first move is the shared token itself and may be a lost answer; the second proves that
      // one party holds a dead sibling.
      return !(moved.owner >= 2 && moved.thief >= 2)
    }),
  )
})

test('the token before works until its successor is first used, then it ends the family', () => {
  const tokens = family()
  const second = tokens.use(tokens.first)!
  expect(tokens.use(tokens.first)).toBeDefined()
  expect(tokens.use(second)).toBeDefined()
  expect(tokens.use(tokens.first)).toBeUndefined()
  expect(tokens.reason()).toBe('token-reused')
})

test('a token shown by another device ends the family', () => {
  const tokens = family()
  expect(tokens.use(tokens.first, 'other' as DeviceKey)).toBeUndefined()
  expect(tokens.reason()).toBe('other-device')
})

test('an expired token is refused and ends nothing', () => {
  const tokens = family()
  expect(tokens.use(tokens.first, device, after(DAYS_60))).toBeUndefined()
  expect(tokens.alive()).toBe(true)
})

test('an ended session stays ended for its first reason', () => {
  const ended = end(first, 'logout', born)
  expect(end(ended, 'token-reused', after(1))).toEqual(ended)
  expect(
    rotate(ended, { hash: 't' as TokenHash, parent: undefined, expiresAt: after(1) }, device, born)
      .kind,
  ).toBe('refuse')
})
