// Who may call what: every RPC of proto/ against every kind of caller, over the wire,
// held to its declared policy and to the written matrix.
import { connectGrpc } from '@pk-auto/grpc/client'
import type { ServiceDefinition } from '@pk-auto/grpc/definition'
import { implement, startGrpc, type Implementation } from '@pk-auto/grpc/server'
import { serviceCredentials, type ServiceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { policyOf, type MethodPolicy } from '@pk-auto/proto/policy'
import { testCredentials } from '@pk-auto/testing/credentials'
import { expect, test } from 'vitest'
import { definitionsByService } from './definitions.ts'

const keys = await testCredentials()
const credentialsOf = (service: string): ServiceCredentials =>
  serviceCredentials({ service, secret: keys.serviceSecret, clock: systemClock })
const none: ServiceCredentials = { ...credentialsOf('nobody'), token: async () => '' }
const forged: ServiceCredentials = serviceCredentials({
  service: 'gateway-pwa',
  secret: 'a secret that is not the platform’s at all',
  clock: systemClock,
})
const KEY = { key: 'a-key-of-this-test' }

type Caller = {
  credentials: (policy: MethodPolicy) => ServiceCredentials
  token?: () => Promise<string>
  keyless?: true
}
const allowed = ({ callers }: MethodPolicy) => credentialsOf(callers[0] ?? '')
const CALLERS: Readonly<Record<string, Caller>> = {
  anonymous: { credentials: allowed },
  person: { credentials: allowed, token: () => keys.tokenFor(keys.person()) },
  'terms due': {
    credentials: allowed,
    token: () => keys.tokenFor(keys.person({ termsDue: true })),
  },
  moderator: {
    credentials: allowed,
    token: () => keys.tokenFor(keys.person({ roles: ['moderator'] })),
  },
  'person without a key': {
    credentials: allowed,
    token: () => keys.tokenFor(keys.person()),
    keyless: true,
  },
  'forged token': {
    credentials: allowed,
    token: async () => `${await keys.tokenFor(keys.person())}x`,
  },
  'foreign service': {
    credentials: () => credentialsOf('no-such-service'),
    token: () => keys.tokenFor(keys.person({ roles: ['moderator'] })),
  },
  'forged credential': { credentials: () => forged, token: () => keys.tokenFor(keys.person()) },
  'no credential': { credentials: () => none, token: () => keys.tokenFor(keys.person()) },
}

/** What must come of the declared policy: the rules of Who, written down a second time. */
function expected(caller: string, { who, roles, keyed }: MethodPolicy): string {
  if (caller === 'foreign service') return 'CALLER_NOT_ALLOWED'
  if (caller === 'forged credential' || caller === 'no credential')
    return 'SERVICE_CREDENTIAL_INVALID'
  if (caller === 'forged token') return 'ACTOR_TOKEN_INVALID'
  const needsPerson = who === 'person' || who === 'person-before-terms' || who === 'staff'
  if (needsPerson && caller === 'anonymous') return 'SIGN_IN_REQUIRED'
  if (who === 'staff' && !(caller === 'moderator' && roles.includes('moderator')))
    return 'ROLE_REQUIRED'
  if (who === 'person' && caller === 'terms due') return 'TERMS_DUE'
  return keyed && caller === 'person without a key' ? 'IDEMPOTENCY_KEY_REQUIRED' : 'reached'
}

/** Answers every method and counts that it was reached. */
function stub(definition: ServiceDefinition, reached: (method: string) => void) {
  const handlers = new Proxy({}, { get: (_, method) => async () => (reached(String(method)), {}) })
  return implement(definition, handlers as Implementation<ServiceDefinition>)
}

test('every RPC lets in exactly whom its policy names, as the written matrix shows', async () => {
  await using stack = new AsyncDisposableStack()
  const all = [...(await definitionsByService()).values()].flat()
  expect(all.length).toBeGreaterThan(6)
  const rows: string[] = [['rpc', ...Object.keys(CALLERS)].join(' | ')]
  const wrong: string[] = []
  for (const definition of all) {
    const reached = new Set<string>()
    const [, service = ''] = definition.fullName.split('.')
    const implementations = [stub(definition, (method) => reached.add(method))]
    const server = stack.use(
      await startGrpc({
        service,
        port: 0,
        verifier: keys.verifier,
        credentials: credentialsOf(service),
        policyOf,
        implementations,
      }),
    )
    for (const [key, method] of Object.entries(definition.methods)) {
      const path = `/${definition.fullName}/${method.name}`
      const policy = policyOf(path, method.options)
      const outcomes = await Promise.all(
        Object.entries(CALLERS).map(async ([name, { credentials, token, keyless }]) => {
          await using client = connectGrpc(definition, {
            address: `127.0.0.1:${server.port}`,
            service: 'test',
            credentials: credentials(policy),
          })
          const options = { actorToken: await token?.(), ...(!keyless && { idempotency: KEY }) }
          const outcome = await client[key]!({} as never, options).then(
            () => 'reached',
            (error: DomainError) => error.code,
          )
          if (outcome !== expected(name, policy))
            wrong.push(`${path} by ${name}: ${outcome} instead of ${expected(name, policy)}`)
          return outcome
        }),
      )
      expect(reached.has(key), `${path} was reached by those it lets in and by nobody else`).toBe(
        outcomes.includes('reached'),
      )
      rows.push(
        [`${definition.name}.${method.name} (${policy.callers.join(', ')})`, ...outcomes].join(
          ' | ',
        ),
      )
    }
  }
  expect(wrong).toEqual([])
  await expect(
    `${rows.join('\n')}\n`,
    'read what has changed, then run this again with --update',
  ).toMatchFileSnapshot('authorisation.matrix.txt')
})
