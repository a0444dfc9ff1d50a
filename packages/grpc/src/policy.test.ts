// Every `who` against every kind of actor and caller: the whole table, so that a hole is seen as a
// changed word.
import type { Actor, Person } from '@pk-auto/kernel/actor'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { describe, expect, test } from 'vitest'
import {
  checkPolicy,
  type MethodPolicy,
  mustBeAllowedActor,
  mustBeAllowedCaller,
  mustBeKeyed,
} from './policy.ts'

const person: Person = {
  kind: 'person',
  personId: 'p',
  sessionId: 's',
  roles: [],
  assurance: 'otp',
  market: 'pk',
  termsDue: false,
}
const actors = {
  anonymous: { kind: 'anonymous', market: 'pk' },
  person,
  'terms due': { ...person, termsDue: true },
  moderator: { ...person, roles: ['moderator'] },
  'other staff': { ...person, roles: ['support'] },
  'moderator with terms due': { ...person, roles: ['moderator'], termsDue: true },
} satisfies Record<string, Actor>

const policy = (who: MethodPolicy['who'], more: Partial<MethodPolicy> = {}): MethodPolicy => ({
  who,
  callers: ['gateway-pwa', 'search'],
  roles: who === 'staff' ? ['moderator', 'operator'] : [],
  keyed: false,
  priority: 'normal',
  idempotent: true,
  ...more,
})

const outcome = (decide: () => void): string => {
  try {
    decide()
    return 'ok'
  } catch (error) {
    return error instanceof DomainError ? `${error.kind} ${error.code}` : String(error)
  }
}

const SIGN_IN = 'unauthenticated SIGN_IN_REQUIRED'
const TERMS = 'forbidden TERMS_DUE'
const ROLE = 'forbidden ROLE_REQUIRED'
const order = Object.keys(actors) as (keyof typeof actors)[]
const table: Record<MethodPolicy['who'], string[]> = {
  //                      anonymous person  terms due moderator other staff moderator with terms due
  anyone: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  person: [SIGN_IN, 'ok', TERMS, 'ok', 'ok', TERMS],
  'person-before-terms': [SIGN_IN, 'ok', 'ok', 'ok', 'ok', 'ok'],
  staff: [SIGN_IN, ROLE, ROLE, 'ok', ROLE, TERMS],
  service: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
}

describe.each(Object.entries(table))('a method for %s', (who, expected) => {
  test.each(order.map((name, index) => [name, expected[index]] as const))(
    'answers %s: %s',
    (name, wanted) => {
      expect(
        outcome(() => mustBeAllowedActor(policy(who as MethodPolicy['who']), actors[name])),
      ).toBe(wanted)
    },
  )

  test.each([
    ['gateway-pwa', 'ok'],
    ['search', 'ok'],
    ['gateway-admin', 'forbidden CALLER_NOT_ALLOWED'],
    ['', 'forbidden CALLER_NOT_ALLOWED'],
  ])('called by %j: %s', (caller, wanted) => {
    expect(outcome(() => mustBeAllowedCaller(policy(who as MethodPolicy['who']), caller))).toBe(
      wanted,
    )
  })
})

test('a keyed method is refused without a key and served with one', () => {
  const keyed = policy('person', { keyed: true })
  expect(outcome(() => mustBeKeyed(keyed, undefined))).toBe('invalid IDEMPOTENCY_KEY_REQUIRED')
  expect(outcome(() => mustBeKeyed(keyed, { key: 'k' }))).toBe('ok')
})

test('a policy without callers, or for staff without roles, stops the start', () => {
  expect(() => checkPolicy('/x/Y', policy('anyone', { callers: [] }))).toThrow('names no callers')
  expect(() => checkPolicy('/x/Y', policy('staff', { roles: [] }))).toThrow('names no roles')
})
