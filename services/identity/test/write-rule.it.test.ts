// Every verb of identity that publishes: the change and its event are one commit.
import { randomBytes, randomInt } from 'node:crypto'
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, inject } from 'vitest'
import type { Cap } from '../src/domain/limits/cap.ts'
import { emailVault, phoneVault } from '../src/outbound/phone-vault.ts'
import { stores } from '../src/outbound/stores.ts'
import { identityVerbs } from '../src/usecases/index.ts'
import { newDevice, sandboxNumber } from './running-identity.ts'

const TERMS = '2026-01'
const MINUTE_MS = 60_000
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'identity',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const clock = manualClock(new Date())
const chance = { below: (max: number) => randomInt(max), bytes: randomBytes }
const codes = new Map<string, string>()
const { person } = await testCredentials()
const uncapped: readonly Cap[] = []
const database = stack.use(openDatabase({ url: testDb.url, service: 'identity' }))
const verbs = identityVerbs({
  ...{ clock, chance, profile: 'test', market: 'pk', currentTerms: TERMS },
  inTransaction: transactions(database, stores),
  ...{ pepper: randomBytes(32), codeMinutes: 5, maxTries: 5, sendRetryMs: 1_000 },
  provenDeviceMs: 30 * MINUTE_MS,
  caps: {
    ...{ number: uncapped, provenNumber: uncapped, prefix: uncapped, network: uncapped },
    ...{ device: uncapped, all: uncapped, cooldowns: [1_000] },
  },
  lifetimes: { accessMs: 15 * MINUTE_MS, refreshMs: 60 * MINUTE_MS },
  vault: phoneVault({
    keys: [{ id: 'k1', bytes: randomBytes(32) }],
    ...{ indexKey: randomBytes(32), chance },
  }),
  emailVault: emailVault([{ id: 'k1', bytes: randomBytes(32) }], chance),
  emailLimits: { againAfterMs: 1_000, mostADay: 5, proofMs: MINUTE_MS },
  sendProof: async () => undefined,
  phoneRules: { callingCodes: ['+92'], sandbox: true },
  send: async ({ challengeId, code }) => void codes.set(challengeId, code),
  sign: async () => ({ token: 'read by nobody here', expiresAt: clock.now() }),
  report: () => undefined,
})

let numbers = 0
/** A code was sent to a number that nobody here has had; returns what its owner types next. */
async function codeSent() {
  const [phone, deviceId] = [sandboxNumber(numbers++), newDevice()]
  const where = { channel: 'sms', purpose: 'sign-in', clientAddress: '127.0.0.1', lang: 'en' }
  const { challengeId } = await verbs.requestOtp({ phone, deviceId, ...where })
  const code = codes.get(challengeId) ?? ''
  return () => verbs.verifyOtp({ challengeId, code, deviceId, deviceName: 'Chrome on Android' })
}
async function joined(): Promise<{ actor: Person; version: number }> {
  const { me } = await (await codeSent())()
  return { actor: person({ personId: me.person.id }), version: me.person.version }
}

const CASES: WriteCases<keyof typeof verbs> = {
  verifyOtp: { 'a number seen for the first time': codeSent },
  acceptTerms: {
    'terms accepted': async () => {
      const { actor } = await joined()
      return () => verbs.acceptTerms(actor, { version: TERMS, marketing: false })
    },
  },
  updateMe: {
    'a name': async () => {
      const { actor, version: expectedVersion } = await joined()
      return () => verbs.updateMe(actor, { expectedVersion, edit: { displayName: 'Ayesha' } })
    },
  },
  republishPeople: {
    'a person': async () => {
      const { actor } = await joined()
      return () => verbs.republishPeople({ ids: [actor.personId], after: '' })
    },
  },
  seedPeople: {
    'a person': async () => {
      const named = { displayName: 'Bilal', city: 'lahore', lang: 'ur', joinedAt: clock.now() }
      const seed = { id: newId(), phone: sandboxNumber(numbers++), ...named }
      return () => verbs.seedPeople([seed])
    },
  },
}

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
