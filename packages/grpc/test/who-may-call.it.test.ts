// The policy as a caller meets it: every method against every kind of caller, over the wire.
import { describe, expect, test } from 'vitest'
import type { DomainError } from '@pk-auto/kernel/domain-error'
import type { Call } from '../src/call.ts'
import { connectGrpc } from '../src/client.ts'
import { connectEcho, credentialsOf, EchoDefinition, personToken, startEcho } from './echo.ts'

type Method = keyof (typeof EchoDefinition)['methods']
const methods: Method[] = ['anyone', 'person', 'beforeTerms', 'staff', 'service', 'keyed']
const key = { key: 'key-1234' }

const callers = {
  anonymous: {},
  person: { token: () => personToken() },
  'terms due': { token: () => personToken({ termsDue: true }) },
  staff: { token: () => personToken({ roles: ['moderator'] }) },
  'forged token': { token: async () => `${await personToken()}x` },
  'foreign service': {
    credentials: credentialsOf('gateway-admin'),
    token: () => personToken({ roles: ['moderator'] }),
  },
  'no good credential': {
    credentials: credentialsOf('gateway-pwa', 'not the secret of the platform at all'),
    token: () => personToken(),
  },
} as const

const SIGN_IN = 'unauthenticated SIGN_IN_REQUIRED'
const TERMS = 'forbidden TERMS_DUE'
const ROLE = 'forbidden ROLE_REQUIRED'
const FORGED = 'unauthenticated ACTOR_TOKEN_INVALID'
const FOREIGN = 'internal CALLER_NOT_ALLOWED'
const STRANGER = 'internal SERVICE_CREDENTIAL_INVALID'
const all = (outcome: string) => methods.map(() => outcome)
const table: Record<keyof typeof callers, string[]> = {
  //                  anyone  person  before terms  staff  service  keyed
  anonymous: ['ok', SIGN_IN, SIGN_IN, SIGN_IN, 'ok', SIGN_IN],
  person: ['ok', 'ok', 'ok', ROLE, 'ok', 'ok'],
  'terms due': ['ok', TERMS, 'ok', ROLE, 'ok', TERMS],
  staff: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  'forged token': all(FORGED),
  'foreign service': all(FOREIGN),
  'no good credential': all(STRANGER),
}

describe.each(Object.entries(table))('%s', (name, expected) => {
  test(`meets ${expected.join(' · ')}`, async () => {
    await using server = await startEcho()
    const caller: {
      token?: () => Promise<string>
      credentials?: ReturnType<typeof credentialsOf>
    } = callers[name as keyof typeof callers]
    await using client = connectEcho(`127.0.0.1:${server.port}`, {
      ...(caller.credentials && { credentials: caller.credentials }),
    })
    const actorToken = await caller.token?.()
    const outcomes = await Promise.all(
      methods.map((method) =>
        client[method]({ text: 'x' }, { actorToken, idempotency: key }).then(
          () => 'ok',
          (error: DomainError) => `${error.kind} ${error.code}`,
        ),
      ),
    )
    expect(outcomes).toEqual(expected)
  })
})

test('a keyed method without its key is refused before its handler', async () => {
  let ran = false
  await using server = await startEcho({ keyed: async (request) => ((ran = true), request) })
  await using client = connectEcho(`127.0.0.1:${server.port}`)
  await expect(
    client.keyed({ text: 'x' }, { actorToken: await personToken() }),
  ).rejects.toMatchObject({ kind: 'invalid', code: 'IDEMPOTENCY_KEY_REQUIRED' })
  expect(ran).toBe(false)
})

test('the handler sees who asks, through whom, with which key, in which market', async () => {
  const calls: unknown[] = []
  const handler = async (
    request: { text: string },
    { actor, caller, idempotency, method }: Call,
  ) => {
    calls.push({ actor, caller, idempotency, method })
    return request
  }
  await using server = await startEcho({ keyed: handler, anyone: handler })
  await using client = connectEcho(`http://127.0.0.1:${server.port}/`)
  await client.keyed(
    { text: 'x' },
    { actorToken: await personToken({ personId: 'p7', orgId: 'o7' }), idempotency: key },
  )
  await client.anyone({ text: 'x' }, { market: 'ae' })
  expect(calls).toEqual([
    {
      actor: expect.objectContaining({ personId: 'p7', orgId: 'o7' }),
      caller: 'gateway-pwa',
      idempotency: { ...key, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      method: '/test.v1.Echo/Keyed',
    },
    {
      actor: { kind: 'anonymous', market: 'ae' },
      caller: 'gateway-pwa',
      idempotency: undefined,
      method: '/test.v1.Echo/Anyone',
    },
  ])
})

test('a request is known by what it means, not by the bytes that a client made of it', async () => {
  const seen: unknown[] = []
  await using server = await startEcho({
    keyed: async (request, { idempotency }: Call) => (seen.push(idempotency?.sha256), request),
  })
  const asTyped = {
    encode: (bytes: Buffer) => ({ finish: () => bytes }),
    decode: (bytes: Uint8Array) => bytes,
  }
  const typed = {
    ...EchoDefinition,
    methods: { keyed: { ...EchoDefinition.methods.keyed, requestType: asTyped } },
  }
  await using client = connectGrpc(typed, {
    address: `127.0.0.1:${server.port}`,
    service: 'gateway-pwa',
    credentials: credentialsOf('gateway-pwa'),
  })
  const actorToken = await personToken()
  for (const text of ['{"text":"x","n":1}', '{ "n": 1.0, "text": "x" }', '{"text":"x","n":2}'])
    await client.keyed(Buffer.from(text), { actorToken, idempotency: key })
  expect(seen).toEqual([seen[0], seen[0], expect.stringMatching(/^[0-9a-f]{64}$/)])
  expect(new Set(seen).size).toBe(2)
})
