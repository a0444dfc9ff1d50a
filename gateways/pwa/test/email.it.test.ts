// Mail on the HTTP surface: an address of one's own, and links that work without signing in.
import { newId } from '@pk-auto/kernel/id'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seller, type Visitor, visitor } from './browser.ts'
import { type GatewayFixture, startGatewayFixture } from './gateway-fixture.ts'

const STOP = '/api/v1/alerts/stop'
let fixture: GatewayFixture
let who: Visitor
beforeAll(async () => {
  fixture = await startGatewayFixture()
  who = await seller(fixture.port)
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('the language of the link is that of the page, and a stranger has no address', async () => {
  const body = { email: 'sana@example.pk' }
  const asked = await who.call('PUT', '/api/v1/me/email', body, { 'accept-language': 'ur' })
  expect(asked).toMatchObject({ status: 202, body: { pending: true } })
  expect(fixture.identity.emailsAsked).toEqual([{ ...body, lang: 'ur' }])
  const stranger = await visitor(fixture.port).call('GET', '/api/v1/me/email')
  expect(stranger.status).toBe(401)
  const more = { ...body, verified: true }
  expect((await who.call('PUT', '/api/v1/me/email', more)).status).toBe(422)
})

test('a mailbox that is not there is told to look at the spelling, in both languages', async () => {
  fixture.identity.emailFault = new DomainError('invalid', 'EMAIL_MAILBOX_UNKNOWN')
  const title = async (lang: string) =>
    who.call<{ code: string; title: string }>(
      ...([
        'PUT',
        '/api/v1/me/email',
        { email: 'saan@example.pk' },
        { 'accept-language': lang },
      ] as const),
    )
  expect(await title('en')).toMatchObject({
    ...{ status: 422, body: { code: 'EMAIL_MAILBOX_UNKNOWN' } },
    body: { title: 'This mailbox does not exist; check the spelling of the address' },
  })
  expect((await title('ur')).body.title).toContain('ہجے')
  fixture.identity.emailFault = undefined
})

test('a mail provider ends mails by its own form, without cookie and Origin', async () => {
  const stopped = { purpose: 'alerts', stopped: true }
  fixture.notify.stopMail = async () => stopped
  const token = `${newId()}.alerts.x`
  const answer = await fetch(`http://127.0.0.1:${fixture.port}${STOP}?token=${token}`, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect([answer.status, await answer.json()]).toEqual([200, stopped])
  expect(fixture.lastAsked('stopMail')?.request).toEqual({ token })
})

test('no other route takes a form', async () => {
  const answer = await fetch(`http://127.0.0.1:${fixture.port}/api/v1/email/confirm`, {
    method: 'POST',
    body: new URLSearchParams({ token: 'x' }),
  })
  expect(answer.status).toBe(415)
})

test('a link that is none says what to do instead', async () => {
  fixture.notify.viewStop = async () => {
    throw new DomainError('invalid', 'STOP_LINK_INVALID')
  }
  const { status, body } = await visitor(fixture.port).call('GET', `${STOP}?token=x`)
  expect([status, body]).toMatchObject([422, { code: 'STOP_LINK_INVALID' }])
})
