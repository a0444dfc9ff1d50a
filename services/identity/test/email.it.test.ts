// A mail address counts once its owner has followed the link, is read by notify alone, and is
// nowhere in the clear.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errors } from '../src/domain/errors.ts'
import { type RunningTest, runningIdentity, type SignedIn } from './running-identity.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
let it: RunningTest
beforeAll(async () => {
  it = await runningIdentity()
})
afterAll(() => it[Symbol.asyncDispose]())

const as = async ({ session }: SignedIn) => ({
  actorToken: await it.actorToken(session.accessToken),
})
const ask = async (who: SignedIn, email: string, lang = 'ur') =>
  it.client.askEmail({ email, lang }, await as(who))
const own = async (who: SignedIn) => it.client.getOwnEmail({}, await as(who))
const emailsOf = async (...ids: string[]) => (await it.notify.getEmails({ ids })).emails

test('an address counts after its link was followed, once, and until it is removed', async () => {
  const me = await it.signIn()
  await ask(me, ' Sana@Example.PK ')
  const mail = it.mails.at(-1)!
  expect(mail).toMatchObject({ to: 'Sana@example.pk', lang: 'ur' })
  expect(await own(me)).toEqual({ email: undefined, pending: true })
  expect(await emailsOf(me.me.id)).toEqual([])
  await it.client.confirmEmail({ token: mail.token })
  expect(await own(me)).toEqual({ email: 'Sana@example.pk', pending: false })
  expect(await emailsOf(me.me.id, newId())).toEqual([{ id: me.me.id, email: 'Sana@example.pk' }])
  await expect(it.client.confirmEmail({ token: mail.token })).rejects.toMatchObject({
    code: 'EMAIL_PROOF_EXPIRED',
  })
  await it.client.removeEmail({}, await as(me))
  expect(await own(me)).toEqual({ email: undefined, pending: false })
  expect(await emailsOf(me.me.id)).toEqual([])
})

test('a newer link voids the older, and none works after its day', async () => {
  const me = await it.signIn()
  await ask(me, 'first@example.pk')
  const first = it.mails.at(-1)!
  it.clock.advance(MINUTE)
  await ask(me, 'second@example.pk')
  const second = it.mails.at(-1)!
  it.clock.advance(24 * HOUR)
  for (const { token } of [first, second, { token: 'made-up' }])
    await expect(it.client.confirmEmail({ token })).rejects.toMatchObject({
      code: 'EMAIL_PROOF_EXPIRED',
    })
})

test('nobody fills an inbox from here, not even by removing in between', async () => {
  const me = await it.signIn()
  const before = it.mails.length
  await ask(me, 'victim@example.pk')
  await expect(ask(me, 'victim@example.pk')).rejects.toMatchObject({
    ...{ code: 'EMAIL_TOO_MANY', kind: 'too_many', retryAfterMs: MINUTE },
  })
  for (let nth = 1; nth < 5; nth++) {
    it.clock.advance(MINUTE)
    await it.client.removeEmail({}, await as(me))
    await ask(me, 'victim@example.pk')
  }
  it.clock.advance(MINUTE)
  await expect(ask(me, 'other@example.pk')).rejects.toMatchObject({ code: 'EMAIL_TOO_MANY' })
  expect(it.mails.length - before).toBe(5)
})

test('what is no address is refused and sends nothing', async () => {
  const me = await it.signIn()
  const before = it.mails.length
  for (const email of ['', 'sana', 'sana@', 'a@b.pk\r\nBcc: x@y.pk'])
    await expect(ask(me, email)).rejects.toMatchObject({
      ...{ code: 'EMAIL_INVALID', fields: [{ path: 'email' }] },
    })
  expect(it.mails).toHaveLength(before)
})

test('only notify reads addresses, and no table holds one in the clear', async () => {
  const me = await it.signIn()
  await ask(me, 'secret.person@example.pk')
  await it.client.confirmEmail({ token: it.mails.at(-1)!.token })
  await expect(it.client.getEmails({ ids: [me.me.id] })).rejects.toMatchObject({
    code: 'CALLER_NOT_ALLOWED',
  })
  for (const table of ['person', 'email_proof', 'outbox']) {
    const rows = await it.rows<{ row: string }>(`select ${table}::text as row from ${table}`)
    const text = rows.map(({ row }) => row).join('')
    expect(text).not.toContain('secret.person')
    expect(text).not.toContain(Buffer.from('secret.person').toString('hex'))
  }
})

test('a mailbox that is not there is said so; a mail that cannot go comes later', async () => {
  const me = await it.signIn()
  for (const [fault, code] of [
    [errors.EMAIL_MAILBOX_UNKNOWN(), 'EMAIL_MAILBOX_UNKNOWN'],
    [new Error('away'), 'EMAIL_SEND_FAILED'],
  ] as const) {
    it.mailFaults.push(fault)
    await expect(ask(me, 'saan@example.pk')).rejects.toMatchObject({ code })
    it.clock.advance(MINUTE)
  }
})
