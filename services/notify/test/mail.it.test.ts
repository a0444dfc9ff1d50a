// Mails over a real SMTP server: in the reader's language, ended by one tap, sent at most once.
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { AlertEvent, AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import { ALERTS, SAVED_CHANGES } from '@pk-auto/proto/topics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smtpMailer } from '../src/outbound/mail/mailer.ts'
import { silentServer } from './mail-server.ts'
import { type NotifyFixture, startNotifyFixture } from './notify-fixture.ts'

let it: NotifyFixture
beforeAll(async () => {
  it = await startNotifyFixture()
})
afterAll(() => it[Symbol.asyncDispose]())

const addressed = async (lang = 'en') => {
  const person = it.person()
  const address = `${newId()}@example.pk`
  it.others.emails.set(person.personId, address)
  await it.speaks(person, lang)
  return { person, address }
}
const sold = async ({ personId }: { personId: string }, title?: { en: string; ur: string }) => {
  const listingId = newId()
  if (title) it.others.titles.set(listingId, title)
  await it.publish(
    SAVED_CHANGES,
    SavedChangeEvent.fromPartial({
      ...{ personId, listingId, version: 4, kind: SavedChangeKind.SAVED_CHANGE_KIND_SOLD },
    }),
  )
}
const mailState = async (person: { personId: string }) =>
  (
    await it.rows<{ state: string; reason: string | null }>(
      `select state, reason from delivery where person_id = $1 and channel = 'email'`,
      [person.personId],
    )
  )[0]

test('a mail says what has happened in both of its parts, and how to end such mails', async () => {
  const { person, address } = await addressed()
  await sold(person, { en: 'Civic <2016> & more', ur: 'سوک' })
  await it.deliver()
  const [mail] = it.mailServer.to(address)
  expect(mail!.subject).toBe('A car you saved is sold')
  expect(mail!.text).toContain('Civic <2016> & more')
  expect(mail!.html).toContain('Civic &lt;2016&gt; &amp; more')
  expect(mail!.from?.text).toContain('noreply@automart.pk')
  const list = mail!.headers.get('list') as { unsubscribe: { url: string } }
  expect(list.unsubscribe.url).toMatch(/\/api\/v1\/alerts\/stop\?token=/)
  expect(String(mail!.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line)).toBe(
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  )
})

test('an Urdu reader gets Urdu, from right to left', async () => {
  const { person, address } = await addressed('ur')
  await sold(person)
  await it.deliver()
  const [mail] = it.mailServer.to(address)
  expect(mail!.subject).toBe('آپ کی پسندیدہ گاڑی بِک گئی')
  expect(mail!.html).toContain('dir="rtl"')
  expect(mail!.text).toContain('/ur/')
})

test('the link in a mail ends such mails and no others, signed in or not', async () => {
  const { person, address } = await addressed()
  await sold(person)
  await it.deliver()
  const [, token = ''] = /stop\?token=(\S+)/.exec(it.mailServer.to(address)[0]!.text ?? '') ?? []
  const link = { token: decodeURIComponent(token) }
  expect(await it.client.viewStop(link)).toEqual({ purpose: 'saved-ads', stopped: false })
  for (const _again of [1, 2])
    expect(await it.client.stopMail(link)).toEqual({ purpose: 'saved-ads', stopped: true })
  await sold(person)
  await it.deliver()
  expect(it.mailServer.to(address)).toHaveLength(1)
  const { purposes } = await it.client.getPreferences({}, await it.as(person))
  expect(purposes.map(({ purpose, channels }) => [purpose, channels['email']])).toContainEqual([
    ...['offers', true],
  ])
  const bent = { token: link.token.slice(0, -2) }
  await expect(it.client.stopMail(bent)).rejects.toMatchObject({ code: 'STOP_LINK_INVALID' })
})

test('what was certainly not taken is sent again, a mailbox that is not there never', async () => {
  const { person, address } = await addressed()
  it.mailServer.mishaps.push('busy')
  await sold(person)
  await it.deliver()
  expect(it.mailServer.to(address)).toEqual([])
  await it.deliver(60_000)
  expect(it.mailServer.to(address)).toHaveLength(1)
  const gone = await addressed()
  it.mailServer.mishaps.push('no mailbox')
  await sold(gone.person)
  await it.deliver()
  await it.deliver(3_600_000)
  expect(it.mailServer.to(gone.address)).toEqual([])
  expect(await mailState(gone.person)).toEqual({ state: 'failed', reason: 'gone' })
})

test('what may have been taken is not sent again', async () => {
  const { person, address } = await addressed()
  it.mailServer.mishaps.push('hangs up')
  await sold(person)
  await it.deliver()
  await it.deliver(3_600_000)
  expect(it.mailServer.to(address)).toHaveLength(1)
  expect(await mailState(person)).toEqual({ state: 'failed', reason: 'unknown' })
})

test('while the mail server is away mails wait for it', async () => {
  const { person } = await addressed()
  const away = smtpMailer({ url: 'smtp://127.0.0.1:1', from: 'a@b.pk', timeoutMs: 1_000 })
  const mail = {
    to: `${person.personId}@example.pk`,
    subject: 's',
    text: 't',
    html: 'h',
    lang: 'en',
  }
  expect(await away.send(mail)).toEqual({ is: 'deferred' })
  // One that takes connections and says nothing has taken no mail either.
  await using silent = await silentServer()
  const mailer = smtpMailer({ url: silent.url, from: 'a@b.pk', timeoutMs: 100 })
  expect(await mailer.send(mail)).toEqual({ is: 'deferred' })
})

test('without an address nothing is sent; while identity is away it waits', async () => {
  const nobody = it.person()
  await sold(nobody)
  await it.deliver()
  expect(await mailState(nobody)).toEqual({ state: 'failed', reason: 'gone' })
  const { person, address } = await addressed()
  it.others.state.identityAway = true
  await sold(person)
  await it.deliver()
  it.others.state.identityAway = false
  await it.deliver(60_000)
  expect(it.mailServer.to(address)).toHaveLength(1)
})

test('a proof is mailed once per key, with a link that holds the token', async () => {
  const identity = it.fixtureClient(NotifyDefinition, 'identity')
  const to = `${newId()}@example.pk`
  const key = { idempotency: { key: newId() } }
  const proof = { to, lang: 'ur', token: 'a/b+c' }
  const first = await identity.sendProof(proof, key)
  expect(await identity.sendProof(proof, key)).toEqual(first)
  const mails = it.mailServer.to(to)
  expect(mails).toHaveLength(1)
  expect(mails[0]!.text).toContain('/ur/confirm-email?token=a%2Fb%2Bc')
})

test('a mailbox that is not there is told apart from a server that refuses us', async () => {
  const identity = it.fixtureClient(NotifyDefinition, 'identity')
  for (const [mishap, code] of [
    ['no mailbox', 'MAILBOX_UNKNOWN'],
    ['unwelcome', 'SEND_FAILED'],
    ['unwanted text', 'SEND_FAILED'],
    ['busy', 'SEND_FAILED'],
  ] as const) {
    it.mailServer.mishaps.push(mishap)
    const proof = { to: `${newId()}@example.pk`, lang: 'en', token: 'a' }
    const key = { idempotency: { key: newId() } }
    await expect(identity.sendProof(proof, key), mishap).rejects.toMatchObject({ code })
  }
})

test('a saved search that asks for it is told by SMS, in one text with a link', async () => {
  const person = it.person()
  const phone = `+9236012${String(Date.now()).slice(-5)}`
  it.others.phones.set(person.personId, phone)
  const event = AlertEvent.fromPartial({
    ...{ searchId: newId(), personId: person.personId, total: 3, listingIds: [newId()] },
    ...{ kind: AlertKind.ALERT_KIND_NEW, channels: ['sms'] },
  })
  const id = newId()
  await it.publish(ALERTS, event, id)
  await it.deliver()
  await it.publish(ALERTS, event, id)
  await it.deliver()
  const { messages } = await it.client.listSandboxMessages({ to: phone })
  expect(messages.map(({ channel, text }) => [channel, text])).toEqual([
    ['sms', expect.stringMatching(/^3 cars for your saved search\. .*\/me\/alerts\/\S+$/)],
  ])
})
