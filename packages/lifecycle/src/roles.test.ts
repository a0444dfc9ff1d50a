// Which roles a process takes.
import { expect, test } from 'vitest'
import { parseRoles, ROLES } from './roles.ts'

test('a process without ROLES runs every role', () => {
  expect([...parseRoles(undefined)]).toEqual(ROLES)
  expect([...parseRoles(' ')]).toEqual(ROLES)
})

test('named roles are taken in any spelling of blanks and case', () => {
  expect([...parseRoles('api, Relay')]).toEqual(['api', 'relay'])
})

test('a wrong role is named together with the right ones', () => {
  expect(() => parseRoles('api,worker')).toThrowError(
    'ROLES: worker is no role; the roles are api, relay, consume, jobs',
  )
})
