// Sessions on a real Postgres: honest clients stay in, stolen tokens end the family, and signing
// out holds everywhere.
import { actorVerifier, jwksOf } from '@pk-auto/grpc/actor-token'
import { atOnce } from '@pk-auto/testing/at-once'
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import { manualClock, systemClock } from '@pk-auto/kernel/clock'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, runningIdentity, type RunningTest, type SignedIn } from './running-identity.ts'

let it: RunningTest

beforeAll(async () => {
  it = await runningIdentity()
})
afterAll(() => it[Symbol.asyncDispose]())

const refresh = (refreshToken: string, deviceId: string) =>
  it.client.refreshSession({ refreshToken, deviceId })
const ended = { kind: 'unauthenticated', code: 'SESSION_ENDED' }
const asMe = async ({ session }: SignedIn) => ({
  actorToken: await it.actorToken(session.accessToken),
})

test('a sign-in gives tokens that work; the published keys verify the actor token', async () => {
  const me = await it.signIn()
  const url = `http://127.0.0.1:${it.identity.httpPort}/.well-known/jwks.json`
  expect(await (await fetch(url)).text()).not.toContain('"d"')
  const verifier = actorVerifier({ keys: jwksOf(url), clock: systemClock })
  const { actorToken, expiresAt } = await it.client.issueActorToken({
    accessToken: me.session.accessToken,
  })
  expect(await verifier.verify(actorToken)).toMatchObject({
    personId: me.me.id,
    sessionId: me.session.sessionId,
    market: 'pk',
    termsDue: false,
  })
  expect(expiresAt!.getTime() - it.clock.now().getTime()).toBeLessThanOrEqual(60_000)
})

test('a lost refresh answer does not log out', async () => {
  const { session, deviceId } = await it.signIn()
  await refresh(session.refreshToken, deviceId)
  const again = await refresh(session.refreshToken, deviceId)
  const next = await refresh(again.refreshToken, deviceId)
  await expect(it.actorToken(next.accessToken)).resolves.toBeTruthy()
})

test('fifty refreshes at once with one token all succeed, and any of them goes on', async () => {
  const { session, deviceId } = await it.signIn()
  // Fifty wait for four connections; who waits too long is refused and asks again, as any client
  // would.
  const persistent = () =>
    until('the refresh is answered', () => refresh(session.refreshToken, deviceId))
  const outcomes = await atOnce(50, persistent, { database: it.testDb, table: 'session' })
  const tokens = outcomes.flatMap((each) =>
    each.status === 'fulfilled' ? [each.value.refreshToken] : [],
  )
  expect(new Set(tokens).size).toBe(50)
  await expect(refresh(tokens[17]!, deviceId)).resolves.toMatchObject({
    sessionId: session.sessionId,
  })
})

test('a token replayed after its successor was used ends the whole family', async () => {
  const { session, deviceId } = await it.signIn()
  const second = await refresh(session.refreshToken, deviceId)
  const third = await refresh(second.refreshToken, deviceId)
  await expect(refresh(session.refreshToken, deviceId)).rejects.toMatchObject(ended)
  await expect(refresh(third.refreshToken, deviceId)).rejects.toMatchObject(ended)
  await expect(it.actorToken(third.accessToken)).rejects.toMatchObject(ended)
})

test('two tokens of one parent used at once end the family: one was stolen', async () => {
  const { session, deviceId } = await it.signIn()
  const siblings = [
    await refresh(session.refreshToken, deviceId),
    await refresh(session.refreshToken, deviceId),
  ]
  const outcomes = await atOnce(2, (nth) => refresh(siblings[nth]!.refreshToken, deviceId), {
    database: it.testDb,
    table: 'session',
  })
  const won = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(won).toHaveLength(1)
  await expect(refresh(won[0]!.refreshToken, deviceId)).rejects.toMatchObject(ended)
})

test('a token shown by another device ends the whole family', async () => {
  const { session, deviceId } = await it.signIn()
  await expect(refresh(session.refreshToken, newDevice())).rejects.toMatchObject(ended)
  await expect(refresh(session.refreshToken, deviceId)).rejects.toMatchObject(ended)
})

test('an invented token ends nothing', async () => {
  const { session, deviceId } = await it.signIn()
  await expect(refresh(`${session.refreshToken.slice(0, -2)}xx`, deviceId)).rejects.toMatchObject(
    ended,
  )
  await expect(it.actorToken('')).rejects.toMatchObject(ended)
  await expect(refresh(session.refreshToken, deviceId)).resolves.toBeTruthy()
})

test('an access token lives ten minutes and a refresh token sixty days', async () => {
  const { session, deviceId } = await it.signIn()
  it.clock.advance(10 * 60_000)
  await expect(it.actorToken(session.accessToken)).rejects.toMatchObject(ended)
  const next = await refresh(session.refreshToken, deviceId)
  await expect(it.actorToken(next.accessToken)).resolves.toBeTruthy()
  it.clock.advance(60 * 86_400_000)
  await expect(refresh(next.refreshToken, deviceId)).rejects.toMatchObject(ended)
  while ((await it.identity.sweep()) > 0);
  expect(await it.rows('select id from session where id = $1', [session.sessionId])).toEqual([])
  expect(
    await it.rows('select hash from refresh_token where session_id = $1', [session.sessionId]),
  ).toEqual([])
})

test('logging out ends this session at once, and only this one', async () => {
  const here = await it.signIn()
  const there = await it.signIn({ phone: here.phone })
  const credentials = await asMe(here)
  await it.client.logout({ all: false }, credentials)
  await it.client.logout({ all: false }, credentials)
  await expect(it.actorToken(here.session.accessToken)).rejects.toMatchObject(ended)
  await expect(refresh(here.session.refreshToken, here.deviceId)).rejects.toMatchObject(ended)
  await expect(it.actorToken(there.session.accessToken)).resolves.toBeTruthy()
})

test('an actor token given out before a logout is dead a minute later', async () => {
  const me = await it.signIn()
  const credentials = await asMe(me)
  await it.client.logout({ all: false }, credentials)
  // Tokens follow the machine's clock: a verifier a minute from now stands for waiting.
  const url = `http://127.0.0.1:${it.identity.httpPort}/.well-known/jwks.json`
  const later = manualClock(new Date(Date.now() + 61_000))
  const verifier = actorVerifier({ keys: jwksOf(url), clock: later })
  await expect(verifier.verify(credentials.actorToken)).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('logging out everywhere ends every session of the person and nobody else', async () => {
  const here = await it.signIn()
  const there = await it.signIn({ phone: here.phone })
  const stranger = await it.signIn()
  await it.client.logout({ all: true }, await asMe(here))
  await expect(it.actorToken(here.session.accessToken)).rejects.toMatchObject(ended)
  await expect(it.actorToken(there.session.accessToken)).rejects.toMatchObject(ended)
  await expect(it.actorToken(stranger.session.accessToken)).resolves.toBeTruthy()
})

test('a person sees their own devices and can sign one out, but not those of others', async () => {
  const here = await it.signIn()
  const there = await it.signIn({ phone: here.phone })
  const stranger = await it.signIn()
  const credentials = await asMe(here)
  const { devices } = await it.client.listDevices({}, credentials)
  expect(
    devices
      .map(({ id, name, current }) => ({ id, name, current }))
      .toSorted((a, b) => Number(b.current) - Number(a.current)),
  ).toEqual([
    { id: here.session.sessionId, name: 'Chrome on Android', current: true },
    { id: there.session.sessionId, name: 'Chrome on Android', current: false },
  ])
  await it.client.revokeDevice({ id: there.session.sessionId }, credentials)
  await it.client.revokeDevice({ id: there.session.sessionId }, credentials)
  await expect(it.actorToken(there.session.accessToken)).rejects.toMatchObject(ended)
  await expect(
    it.client.revokeDevice({ id: stranger.session.sessionId }, credentials),
  ).rejects.toMatchObject({ kind: 'not_found', code: 'DEVICE_NOT_FOUND' })
  await expect(it.actorToken(stranger.session.accessToken)).resolves.toBeTruthy()
})

test('signing in again on the same device replaces its session', async () => {
  const first = await it.signIn()
  const second = await it.signIn({ phone: first.phone, deviceId: first.deviceId })
  expect(second.isNew).toBe(false)
  expect(second.me.id).toBe(first.me.id)
  await expect(it.actorToken(first.session.accessToken)).rejects.toMatchObject(ended)
  expect((await it.client.listDevices({}, await asMe(second))).devices).toHaveLength(1)
})

test('who sends to devices learns which sessions are open, and gets no token', async () => {
  const [mine, theirs] = [await it.signIn(), await it.signIn()]
  const [open, over] = [mine.session.sessionId, theirs.session.sessionId]
  await it.client.logout({ all: true }, await asMe(theirs))
  const answer = await it.notify.getOpenSessions({ sessionIds: [open, over, newId()] })
  expect(answer).toEqual({ sessionIds: [open] })
  const many = Array.from({ length: 101 }, () => newId())
  await expect(it.notify.getOpenSessions({ sessionIds: many })).rejects.toMatchObject({
    code: 'TOO_MANY_IDS',
  })
  await expect(it.client.getOpenSessions({ sessionIds: [open] })).rejects.toMatchObject({
    code: 'CALLER_NOT_ALLOWED',
  })
})

test('of many sessions the open ones are named, each with a token that verifies', async () => {
  const [mine, theirs] = [await it.signIn(), await it.signIn()]
  const sessionIds = [mine.session.sessionId, theirs.session.sessionId, newId()]
  await it.client.logout({ all: false }, await asMe(theirs))
  const { sessions } = await it.client.checkSessions({ sessionIds })
  expect(sessions).toMatchObject([
    { sessionId: mine.session.sessionId, personId: mine.me.id, termsDue: false },
  ])
  const url = `http://127.0.0.1:${it.identity.httpPort}/.well-known/jwks.json`
  const verifier = actorVerifier({ keys: jwksOf(url), clock: systemClock })
  expect(await verifier.verify(sessions[0]!.actorToken)).toMatchObject({ personId: mine.me.id })
  await expect(
    it.client.checkSessions({ sessionIds: Array.from({ length: 501 }, () => newId()) }),
  ).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})
