// Signing in at a gateway that says how long to wait.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { signIn } from './visitor.ts'

type Refusal = { readonly code: string; readonly seconds: number; readonly status?: number }

/** Refuses the first request for a code, and takes everything else. */
async function gatewayThatRefuses({ code, seconds, status: refusal = 429 }: Refusal) {
  const asked: string[] = []
  const bodies: Readonly<Record<string, unknown>> = {
    '/api/v1/auth/otp/request': { challengeId: 'c' },
    '/dev/messages': { items: [{ code: '123456' }] },
    '/api/v1/auth/otp/verify': {
      person: { id: 'p', termsVersion: '1' },
      session: { accessToken: 't' },
      termsDue: false,
    },
  }
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    asked.push(path)
    const isFirst = asked.length === 1
    const status = isFirst ? refusal : path.endsWith('/request') ? 202 : 200
    response.writeHead(status, isFirst ? { 'retry-after': String(seconds) } : {})
    response.end(JSON.stringify(isFirst ? { code } : bodies[path]))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

test.each(['RATE_LIMITED', 'OTP_TOO_MANY'])('a refusal for %s is waited out', async (code) => {
  await using gateway = await gatewayThatRefuses({ code, seconds: 0 })
  expect(await signIn(gateway.url, '+923601000000')).toMatchObject({ personId: 'p' })
  expect(gateway.asked.slice(0, 2)).toEqual(Array(2).fill('/api/v1/auth/otp/request'))
})

test.each([503, 504])('a gateway that is slow (%i) is asked again', async (status) => {
  await using gateway = await gatewayThatRefuses({ code: 'DEADLINE_EXCEEDED', seconds: 0, status })
  expect(await signIn(gateway.url, '+923601000000')).toMatchObject({ personId: 'p' })
  expect(gateway.asked.slice(0, 2)).toEqual(Array(2).fill('/api/v1/auth/otp/request'))
})

test('a wait beyond all patience is an error at once, with its code', async () => {
  await using gateway = await gatewayThatRefuses({ code: 'OTP_TOO_MANY', seconds: 600 })
  await expect(signIn(gateway.url, '+923601000000', { patienceMs: 1_000 })).rejects.toThrow(
    /asking for a code answered 429.*OTP_TOO_MANY/,
  )
  expect(gateway.asked).toHaveLength(1)
})
