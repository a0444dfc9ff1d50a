// A person's own record on a real Postgres: the terms gate, edits by version, what others may see.
import { newId } from '@pk-auto/kernel/id'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  runningIdentity,
  sandboxNumber,
  type RunningTest,
  type SignedIn,
} from './running-identity.ts'

let it: RunningTest

beforeAll(async () => {
  it = await runningIdentity()
})
afterAll(() => it[Symbol.asyncDispose]())

const as = async ({ session }: SignedIn) => ({
  actorToken: await it.actorToken(session.accessToken),
})

test('a new person may read but not act until they accept the terms in force', async () => {
  const newcomer = await it.signIn({ terms: false })
  expect(newcomer).toMatchObject({
    isNew: true,
    me: { termsDue: true, version: 1, displayName: '' },
  })
  const before = await as(newcomer)
  await expect(
    it.client.updateMe({ expectedVersion: 1, displayName: 'Ayesha' }, before),
  ).rejects.toMatchObject({ kind: 'forbidden', code: 'TERMS_DUE' })
  await expect(it.client.getMe({}, before)).resolves.toMatchObject({ termsDue: true })
  await expect(
    it.client.acceptTerms({ version: '1999', marketing: false }, before),
  ).rejects.toMatchObject({ code: 'TERMS_UNKNOWN_VERSION' })

  const accept = { version: newcomer.me.termsVersion, marketing: true }
  expect(await it.client.acceptTerms(accept, before)).toMatchObject({
    termsDue: false,
    version: 2,
    marketing: true,
  })
  expect(await it.client.acceptTerms(accept, before)).toMatchObject({ version: 2 })
  const after = await as(newcomer)
  await expect(
    it.client.updateMe({ expectedVersion: 2, displayName: 'Ayesha' }, after),
  ).resolves.toMatchObject({ displayName: 'Ayesha', version: 3 })
})

test('an edit with a stale version loses nothing of the edit before it', async () => {
  const me = await it.signIn()
  const credentials = await as(me)
  await it.client.updateMe({ expectedVersion: me.me.version, city: 'lahore' }, credentials)
  const stale = it.client.updateMe({ expectedVersion: me.me.version, city: 'karachi' }, credentials)
  await expect(stale).rejects.toMatchObject({ kind: 'precondition', code: 'VERSION_MISMATCH' })
  expect((await it.client.getMe({}, credentials)).city).toBe('lahore')
})

test('of two edits at once with one version exactly one wins', async () => {
  const me = await it.signIn()
  const credentials = await as(me)
  const edit = (nth: number) =>
    it.client.updateMe({ expectedVersion: me.me.version, displayName: `name ${nth}` }, credentials)
  const outcomes = await atOnce(4, edit, { database: it.testDb, table: 'person' })
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await it.client.getMe({}, credentials)).version).toBe(me.me.version + 1)
})

test('others see name, city and since when, and never a number', async () => {
  const me = await it.signIn()
  await it.client.updateMe(
    { expectedVersion: me.me.version, displayName: 'Bilal', city: 'multan' },
    await as(me),
  )
  const { people } = await it.client.getPeople({ ids: [me.me.id, newId(), me.me.id] })
  expect(people).toEqual([
    {
      id: me.me.id,
      displayName: 'Bilal',
      city: 'multan',
      memberSince: me.me.createdAt,
      phoneVerified: true,
      contact: { call: true, whatsapp: true, from: '', to: '' },
    },
  ])
  await expect(
    it.client.getPeople({ ids: Array.from({ length: 101 }, newId) }),
  ).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})

test('only the person themself reads their number, made E.164', async () => {
  const me = await it.signIn({ phone: '0360-123 4567' })
  expect((await it.client.getMe({}, await as(me))).phone).toBe('+923601234567')
  await expect(it.client.getMe({})).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
})

test('every change is in the outbox once; republishing adds the current version', async () => {
  const me = await it.signIn()
  await it.client.updateMe({ expectedVersion: me.me.version, displayName: 'Sana' }, await as(me))
  const published = () =>
    it.rows<{ topic: string }>('select topic from outbox where key = $1 order by seq', [me.me.id])
  expect(await published()).toEqual(Array(3).fill({ topic: 'identity.person.v1' }))
  expect(await it.operator.republishPeople({ ids: [me.me.id, newId()] })).toEqual({
    republished: 1,
    next: '',
  })
  expect(await published()).toHaveLength(4)
  const all = await it.rows('select id from person')
  expect(await it.operator.republishPeople({})).toEqual({ republished: all.length, next: '' })
  expect(await published()).toHaveLength(5)
})

test('seeded people sign in and owe no terms; seeding twice changes nothing', async () => {
  const seeds = [1, 2, 3].map((n) => ({
    id: newId(),
    phone: sandboxNumber(5_000_000 + n),
    displayName: `Seed ${n}`,
    city: 'lahore',
    lang: 'ur',
    joinedAt: new Date('2024-05-01'),
  }))
  const ids = await it.identity.seed(seeds)
  expect(ids).toEqual(seeds.map((seed) => seed.id))
  expect(await it.identity.seed(seeds.map((seed) => ({ ...seed, id: newId() })))).toEqual(ids)
  expect(await it.signIn({ phone: seeds[0]!.phone, terms: false })).toMatchObject({
    isNew: false,
    me: { id: ids[0], termsDue: false, lang: 'ur' },
  })
})

test('how a person is reached is for all to see; their number is not', async () => {
  const me = await it.signIn()
  const credentials = await as(me)
  const contact = { call: true, whatsapp: false, from: '09:00', to: '21:00' }
  const choose = (expectedVersion: number, change: object = {}) =>
    it.client.updateMe({ expectedVersion, contact: { ...contact, ...change } }, credentials)
  const { version } = await choose(me.me.version)
  const ids = [me.me.id, newId()]
  expect((await it.client.getPeople({ ids })).people).toMatchObject([{ contact }])
  for (const wrong of [{ from: '9' }, { to: '' }, { to: '09:00' }])
    await expect(choose(version, wrong)).rejects.toMatchObject({
      ...{ code: 'PROFILE_INVALID', fields: [{ code: 'HOURS_INVALID' }] },
    })
  expect((await it.leads.getPhones({ ids })).phones).toEqual([
    { id: me.me.id, phone: me.me.phone, contact },
  ])
  await expect(it.client.getPhones({ ids })).rejects.toMatchObject({ code: 'CALLER_NOT_ALLOWED' })
  const none = await choose(version, { from: '', to: '' })
  expect(none.contact).toEqual({ ...contact, from: '', to: '' })
})
