// Proves that a page is compressed once and has its cookies and policy, even when it was rewritten
// to another or threw.
import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { APIContext } from 'astro'
import { expect, test } from 'vitest'
import { onRequest } from './middleware.ts'

const PAGE = '<!doctype html><style>p{color:red}</style><p>Not here — یہاں نہیں</p>'
const READ: Readonly<Record<string, (body: Buffer) => string>> = {
  br: (body) => brotliDecompressSync(body).toString(),
  gzip: (body) => gunzipSync(body).toString(),
  identity: (body) => body.toString(),
}
const page = (status = 200) =>
  new Response(PAGE, { status, headers: { 'content-type': 'text/html' } })
const failures: unknown[] = []
const contextFor = (accepted: string, path = '/cars/x', signedIn = false): APIContext =>
  ({
    request: new Request(`http://web.test${path}`, {
      headers: accepted === 'identity' ? {} : { 'accept-encoding': accepted },
    }),
    locals: {
      locale: 'ur',
      signedIn,
      path: path.split('?', 1)[0],
      policy: (hashes: readonly string[]) => `style-src ${hashes.join(' ')}`,
      gateway: { cookies: ['session=new'] },
      failed: (error: unknown) => void failures.push(error),
    },
  }) as unknown as APIContext
const answerOf = async (context: APIContext, next: () => Promise<Response>): Promise<Response> => {
  const response = await onRequest(context, next)
  if (!(response instanceof Response)) throw new Error('no response')
  return response
}

test.for(['br', 'gzip', 'identity'])(
  'a page rewritten to the 404 page is readable for a client that accepts %s',
  async (accepted) => {
    const context = contextFor(accepted)
    const answer = await answerOf(context, () =>
      answerOf(context, () => Promise.resolve(page(404))),
    )
    const body = Buffer.from(await answer.arrayBuffer())
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(accepted)
    expect(answer.headers.get('content-length')).toBe(String(body.byteLength))
    expect(READ[accepted]?.(body)).toBe(PAGE)
    expect(answer.headers.getSetCookie()).toEqual(['session=new'])
    expect(answer.headers.get('content-security-policy')).toMatch(/^style-src sha256-/)
  },
)

test('each style sheet is allowed by the hash of its very text, and nothing else is', async () => {
  const sheets = ['p { color: red }', '\n  /* اردو */ p::after { content: "<b>" }\n']
  const html = `<style>${sheets[0]}</style><p>Car</p><style lang="css">${sheets[1]}</style>`
  const answer = await answerOf(contextFor('identity'), () =>
    Promise.resolve(new Response(html, { headers: { 'content-type': 'text/html' } })),
  )
  const hashes = sheets.map((text) => createHash('sha256').update(text).digest('base64'))
  expect(answer.headers.get('content-security-policy')).toBe(
    `style-src ${hashes.map((hash) => `sha256-${hash}`).join(' ')}`,
  )
})

test('a page that threw is reported, and the error page after it is finished too', async () => {
  const context = contextFor('gzip')
  await expect(answerOf(context, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  )
  expect(failures).toEqual([expect.objectContaining({ message: 'broken' })])
  const answer = await answerOf(context, () => Promise.resolve(page(500)))
  expect([answer.status, gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()]).toEqual([
    500,
    PAGE,
  ])
})

test('a private page with a query is sent as it is: its length tells nothing', async () => {
  const codingOf = async (path: string, signedIn: boolean) => {
    const answer = await answerOf(contextFor('br', path, signedIn), () => Promise.resolve(page()))
    return answer.headers.get('content-encoding')
  }
  expect(await codingOf('/me/alerts?guess=Corolla', true)).toBeNull()
  expect(await codingOf('/me/alerts', true)).toBe('br')
  expect(await codingOf('/cars?q=Corolla', true)).toBe('br')
  expect(await codingOf('/me/alerts?guess=Corolla', false)).toBe('br')
})

test('a coding that the browser rules out is not used', async () => {
  for (const [accepted, coding] of [
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', null],
  ] as const) {
    const answer = await answerOf(contextFor(accepted), () => Promise.resolve(page()))
    expect(answer.headers.get('content-encoding')).toBe(coding)
  }
})
