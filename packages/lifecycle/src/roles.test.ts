// Which roles a process takes.
import { metricsText } from '@pk-auto/telemetry/metrics'
import { expect, test } from 'vitest'
import { parseRoles, ROLES, showRoles } from './roles.ts'

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

test('while a process runs its metrics say in which roles, and afterwards no longer', async () => {
  const shown = async () =>
    [...(await metricsText()).matchAll(/process_role\{service="shown",role="(\w+)"\} 1/g)].map(
      ([, role]) => role,
    )
  {
    using _shown = showRoles('shown', new Set(['relay', 'jobs']))
    expect(await shown()).toEqual(['relay', 'jobs'])
  }
  expect(await shown()).toEqual([])
})
