// A tiny service of the tests' own, its messages JSON instead of protobuf, and everything needed to
// start and call it.
import { systemClock } from '@pk-auto/kernel/clock'
import type { Person } from '@pk-auto/kernel/actor'
import { createLocalJWKSet, exportJWK, generateKeyPair } from 'jose'
import { actorVerifier, publicKeySet, signActorToken } from '../src/actor-token.ts'
import { connectGrpc } from '../src/client.ts'
import type { MethodPolicy } from '../src/policy.ts'
import { type GrpcServer, implement, type Implementation, startGrpc } from '../src/server.ts'
import { serviceCredentials } from '../src/service-credential.ts'

export type Message = { text: string; n?: number }

const json = {
  encode: (message: Message) => ({ finish: () => Buffer.from(JSON.stringify(message)) }),
  decode: (bytes: Uint8Array): Message =>
    JSON.parse(Buffer.from(bytes).toString('utf8')) as Message,
  fromPartial: (partial: Partial<Message>): Message => ({ text: '', ...partial }),
}
const method = (name: string, options: { idempotencyLevel?: 'IDEMPOTENT' } = {}) => ({
  name,
  requestType: json,
  requestStream: false,
  responseType: json,
  responseStream: false,
  options,
})

export const EchoDefinition = {
  name: 'Echo',
  fullName: 'test.v1.Echo',
  methods: {
    anyone: method('Anyone', { idempotencyLevel: 'IDEMPOTENT' }),
    person: method('Person'),
    beforeTerms: method('BeforeTerms'),
    staff: method('Staff'),
    service: method('Service'),
    keyed: method('Keyed'),
  },
}

const WHO = {
  Anyone: 'anyone',
  Person: 'person',
  BeforeTerms: 'person-before-terms',
  Staff: 'staff',
  Service: 'service',
  Keyed: 'person',
} as const
const PRIORITY: Partial<Record<keyof typeof WHO, MethodPolicy['priority']>> = {
  Anyone: 'critical',
  Service: 'bulk',
}
export const policyOf = (path: string): MethodPolicy => {
  const name = path.split('/')[2] as keyof typeof WHO
  return {
    who: WHO[name],
    callers: ['gateway-pwa', 'middle'],
    roles: name === 'Staff' ? ['moderator'] : [],
    keyed: name === 'Keyed',
    idempotent: name === 'Anyone',
    priority: PRIORITY[name] ?? 'normal',
  }
}

const secret = 'a secret of this test, long enough'
const key = {
  ...(await exportJWK(
    (await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).privateKey,
  )),
  kid: 'test',
}

export const keys = createLocalJWKSet(publicKeySet([key]))
export const credentialsOf = (service: string, of = secret) =>
  serviceCredentials({ service, secret: of, clock: systemClock })
export const personToken = (more: Partial<Person> = {}) =>
  signActorToken(
    key,
    {
      kind: 'person',
      personId: 'p',
      sessionId: 's',
      roles: [],
      assurance: 'otp',
      market: 'pk',
      termsDue: false,
      ...more,
    },
    systemClock,
  )

/** Every method echoes unless given otherwise. */
export function startEcho(
  handlers: Partial<Implementation<typeof EchoDefinition>> = {},
  { service = 'echo', port = 0, drainMs = 20_000 } = {},
): Promise<GrpcServer> {
  const echo = async (request: Message): Promise<Message> => request
  const all: Implementation<typeof EchoDefinition> = {
    anyone: echo,
    person: echo,
    beforeTerms: echo,
    staff: echo,
    service: echo,
    keyed: echo,
    ...handlers,
  }
  return startGrpc({
    service,
    port,
    verifier: actorVerifier({ keys, clock: systemClock }),
    credentials: credentialsOf(service),
    policyOf,
    drainMs,
    implementations: [implement(EchoDefinition, all)],
  })
}

export const connectEcho = (
  address: string,
  { service = 'gateway-pwa', defaultDeadlineMs = 2_000, credentials = credentialsOf(service) } = {},
) => connectGrpc(EchoDefinition, { address, service, credentials, defaultDeadlineMs })
