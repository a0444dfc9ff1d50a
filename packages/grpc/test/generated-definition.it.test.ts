// A definition generated from proto/, with the policies declared there: what services
// really start and call.
import { systemClock } from '@pk-auto/kernel/clock'
import { policyOf } from '@pk-auto/proto/policy'
import {
  IdentityDefinition,
  type IdentityServiceImplementation,
} from '@pk-auto/proto/pkauto/identity/v1/identity'
import { expect, test } from 'vitest'
import { only } from '@pk-auto/testing/fakes/only'
import { actorVerifier } from '../src/actor-token.ts'
import type { Call } from '../src/call.ts'
import { connectGrpc } from '../src/client.ts'
import { implement, startGrpc } from '../src/server.ts'
import { credentialsOf, keys, personToken } from './echo.ts'

const handlers = only<IdentityServiceImplementation<Call>>({
  updateMe: async (_request, call) => ({
    id: call.actor.kind === 'person' ? call.actor.personId : 'nobody',
  }),
  getMe: async (_request, call) => ({
    id: call.actor.kind === 'person' ? call.actor.personId : 'nobody',
  }),
  getPeople: async ({ ids }) => ({ people: ids.map((id) => ({ id })) }),
})

test('policies of a generated service hold, and partial answers get defaults', async () => {
  const verifier = actorVerifier({ keys, clock: systemClock })
  const credentials = credentialsOf('identity')
  await using server = await startGrpc({
    service: 'identity',
    port: 0,
    verifier,
    credentials,
    policyOf,
    implementations: [implement(IdentityDefinition, handlers)],
  })
  const address = `127.0.0.1:${server.port}`
  await using gateway = connectGrpc(IdentityDefinition, {
    address,
    service: 'gateway-pwa',
    credentials: credentialsOf('gateway-pwa'),
  })
  await using search = connectGrpc(IdentityDefinition, {
    address,
    service: 'search',
    credentials: credentialsOf('search'),
  })

  const newcomer = { actorToken: await personToken({ personId: 'p1', termsDue: true }) }
  expect(await gateway.getMe({}, newcomer)).toMatchObject({ id: 'p1', city: '' })
  await expect(gateway.updateMe({}, newcomer)).rejects.toMatchObject({
    kind: 'forbidden',
    code: 'TERMS_DUE',
  })
  await expect(gateway.getMe({})).rejects.toMatchObject({
    kind: 'unauthenticated',
    code: 'SIGN_IN_REQUIRED',
  })
  await expect(search.getPeople({ ids: ['p1'] })).rejects.toMatchObject({
    kind: 'internal',
    code: 'CALLER_NOT_ALLOWED',
  })
})

test('a service that leaves a method out does not start', async () => {
  const settings = {
    service: 'identity',
    port: 0,
    verifier: actorVerifier({ keys, clock: systemClock }),
    credentials: credentialsOf('identity'),
    policyOf,
  }
  const incomplete = Object.fromEntries(
    Object.entries(handlers).filter(([method]) => method !== 'getPeople'),
  ) as unknown as typeof handlers
  await expect(
    startGrpc({ ...settings, implementations: [implement(IdentityDefinition, incomplete)] }),
  ).rejects.toThrow('does not implement')
})
