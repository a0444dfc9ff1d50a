// A database from before the send counters: a release must not give back a cap that was used up,
// nor take the budget of their device from people who are signed in.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { migrate } from '@pk-auto/postgres/migrate'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { expect, inject, test } from 'vitest'

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))
const FIRST = '0001_people_and_sessions.sql'

test('codes sent before the upgrade still count, and signed-in devices have proved', async () => {
  await using stack = new AsyncDisposableStack()
  const before = await mkdtemp(join(tmpdir(), 'identity-'))
  stack.defer(() => rm(before, { recursive: true }))
  await cp(join(MIGRATIONS, FIRST), join(before, FIRST))
  const serverUrl = inject('servers').postgresUrl
  const testDb = stack.use(
    await testDatabase({ serverUrl, service: 'identity', migrations: before }),
  )
  const owner = new pg.Client(testDb.ownerUrl)
  await owner.connect()
  stack.defer(() => owner.end())
  const [person, sent] = [newId(), new Date('2026-01-01T12:00:00Z')]
  await owner.query(
    `insert into person (id, version, sealed_phone, phone_key_id, phone_index, display_name, city,
       lang, marketing, created_at)
     values ($1, 1, '', 'k1', 'number', '', '', 'en', false, $2)`,
    [person, sent],
  )
  for (const seen of ['2026-02-01', '2026-03-01'])
    await owner.query(
      `insert into session (id, person_id, device, device_name, created_at, last_seen_at, due_at)
       values ($1, $2, 'device', '', $3, $3, $3)`,
      [newId(), person, seen],
    )
  await owner.query(
    `insert into otp_challenge (id, phone_index, phone_key_id, device, purpose, channel, lang,
       digest, state, tries, created_at, expires_at, due_at)
     values ($1, 'number', 'k1', 'device', 'sign-in', 'sms', 'en', '', 'used', 1,
       $2::timestamptz, $2::timestamptz + interval '5 min', $2::timestamptz + interval '1 day')`,
    [newId(), sent],
  )

  const login = { user: 'identity_login', password: 'test' }
  await migrate({ ownerUrl: testDb.ownerUrl, dir: MIGRATIONS, login })

  const rows = async (sql: string) => (await owner.query<Record<string, unknown>>(sql)).rows
  expect(await rows('select subject, at, due_at from otp_send order by subject')).toEqual([
    { subject: 'device:device', at: sent, due_at: new Date('2026-01-01T13:00:00Z') },
    { subject: 'number:number', at: sent, due_at: new Date('2026-01-02T12:00:00Z') },
  ])
  expect(
    await rows(`select phone_index, device, (due_at::date - date '2026-03-01') as days
                from proven_device`),
  ).toEqual([{ phone_index: 'number', device: 'device', days: 180 }])
  expect(await rows(`select from otp_challenge where due_at <> expires_at`)).toEqual([])
})
