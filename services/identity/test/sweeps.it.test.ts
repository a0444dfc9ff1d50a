// The sweep on tables in which every state is due, is not due yet, and is due this very moment:
// what may be deleted goes, and everything that still serves stays and still works.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, runningIdentity, sandboxNumber, type RunningTest } from './running-identity.ts'

let it: RunningTest

beforeAll(async () => {
  it = await runningIdentity()
})
afterAll(() => it[Symbol.asyncDispose]())

/** Ms from the clock, by name. What is due exactly now is due. */
const DUE = { due: -60_000, now: 0, soon: 1, later: 60_000 }
type When = keyof typeof DUE
const WHENS = Object.keys(DUE) as When[]
const STAYS: ReadonlySet<string> = new Set<When>(['soon', 'later'])
const ENDINGS = [
  null,
  'logout',
  'logout-all',
  'device-removed',
  'replaced',
  'token-reused',
  'other-device',
] as const

const at = (when: When) => new Date(it.clock.now().getTime() + DUE[when])
const sweepAll = async () => {
  while ((await it.identity.sweep()) > 0);
}
const column = async (sql: string, values: unknown[] = []): Promise<string[]> =>
  (await it.rows<{ name: string }>(sql, values)).map(({ name }) => name).toSorted()
/** Of `state/when` names, those that a sweep must leave. */
const staying = (names: readonly string[]) =>
  names.filter((name) => STAYS.has(name.split('/').at(-1) ?? '')).toSorted()

test('codes go at their time in whatever state they are', async () => {
  const names = ['open', 'used', 'void'].flatMap((state) => WHENS.map((when) => `${state}/${when}`))
  for (const name of names) {
    const [state, when] = name.split('/') as [string, When]
    await it.rows(
      `insert into otp_challenge (id, phone_index, sealed_phone, phone_key_id, device, purpose,
         channel, lang, digest, state, tries, created_at, expires_at, due_at)
       values ($1, $2, null, 'k1', 'd', 'sign-in', 'sms', 'en', '', $3, 0, $4, $4, $4)`,
      [newId(), name, state, at(when)],
    )
  }
  await sweepAll()
  expect(await column('select phone_index as name from otp_challenge')).toEqual(staying(names))
})

test('sends and proofs go at their time', async () => {
  for (const when of WHENS) {
    const values = [`x/${when}`, at(when)]
    await it.rows('insert into otp_send (subject, at, due_at) values ($1, $2, $2)', values)
    await it.rows(
      `insert into proven_device (phone_index, device, due_at) values ($1, 'd', $2)`,
      values,
    )
  }
  await sweepAll()
  const left = staying(WHENS.map((when) => `x/${when}`))
  expect(await column('select subject as name from otp_send')).toEqual(left)
  expect(await column('select phone_index as name from proven_device')).toEqual(left)
})

test('sessions go at their time however they ended, with their tokens; people never', async () => {
  const { me } = await it.signIn()
  const before = await column('select id::text as name from session')
  const names = ENDINGS.flatMap((ending) => WHENS.map((when) => `${ending ?? 'open'}/${when}`))
  for (const name of names) {
    const [ending, when] = name.split('/') as [string, When]
    const id = newId()
    await it.rows(
      `insert into session (id, person_id, device, device_name, created_at, last_seen_at, due_at,
         ended_at, ended_reason)
       values ($1, $2, $3, $3, $4, $4, $5, $6, $7)`,
      [
        id,
        me.id,
        name,
        at('due'),
        at(when),
        ending === 'open' ? null : at('due'),
        ending === 'open' ? null : ending,
      ],
    )
    // Tokens of their own that are not due: they go only because their session does.
    for (const table of ['refresh_token', 'access_token'])
      await it.rows(`insert into ${table} (hash, session_id, expires_at) values ($1, $2, $3)`, [
        `${table}:${name}`,
        id,
        at('later'),
      ])
  }
  await sweepAll()
  const left = staying(names)
  expect(await column('select device as name from session where id <> all ($1)', [before])).toEqual(
    left,
  )
  for (const table of ['refresh_token', 'access_token'])
    expect(
      await column(`select split_part(hash, ':', 2) as name from ${table} where hash like '%:%'`),
    ).toEqual(left)
  expect(await it.rows('select from person where id = $1', [me.id])).toHaveLength(1)
})

test('tokens go at their time one by one, and leave a session that still has others', async () => {
  const { session, deviceId } = await it.signIn()
  const names = WHENS.map((when) => `single/${when}`)
  for (const [nth, table] of ['refresh_token', 'access_token'].entries())
    for (const when of WHENS)
      await it.rows(`insert into ${table} (hash, session_id, expires_at) values ($1, $2, $3)`, [
        `${nth}-single/${when}`,
        session.sessionId,
        at(when),
      ])
  await sweepAll()
  for (const table of ['refresh_token', 'access_token'])
    expect(
      await column(`select substr(hash, 3) as name from ${table} where hash like '%-single/%'`),
    ).toEqual(staying(names))
  await expect(it.actorToken(session.accessToken)).resolves.toBeTruthy()
  await expect(
    it.client.refreshSession({ refreshToken: session.refreshToken, deviceId }),
  ).resolves.toMatchObject({ sessionId: session.sessionId })
})

test('a batch of five hundred is not the end: everything due goes, and nothing else', async () => {
  await it.rows(
    `insert into otp_send (subject, at, due_at)
     select 'many/' || n, $1::timestamptz, case when n % 2 = 0 then $1::timestamptz else $2 end
     from generate_series(1, 2400) n`,
    [at('due'), at('later')],
  )
  await sweepAll()
  const [left] = await it.rows<{ n: number; odd: number }>(
    `select count(*)::int as n, count(*) filter (where substr(subject, 6)::int % 2 = 1)::int as odd
     from otp_send where subject like 'many/%'`,
  )
  expect(left).toEqual({ n: 1_200, odd: 1_200 })
})

test('while everything else is due, a code under way and its caps go on', async () => {
  const [phone, deviceId] = [sandboxNumber(7_000_001), newDevice()]
  const ask = () =>
    it.client.requestOtp({ phone, channel: 'sms', purpose: 'sign-in', deviceId, lang: 'en' })
  await ask()
  it.clock.advance(4 * 60_000)
  await ask()
  it.clock.advance(4 * 60_000)
  const { challengeId } = await ask()
  await sweepAll()
  await expect(ask()).rejects.toMatchObject({ code: 'OTP_TOO_MANY' })
  const code = it.phone.find((message) => message.challengeId === challengeId)?.code ?? ''
  await expect(
    it.client.verifyOtp({ challengeId, code, deviceId, deviceName: '' }),
  ).resolves.toMatchObject({ isNew: true })
})
