// Every verb of media-iq that publishes: the change and its event are one commit. The store's bytes
// are made up: only the database is looked at.
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
import type { MediaId } from '../src/domain/ids.ts'
import { privateLinks } from '../src/outbound/private-links.ts'
import { storesAt } from '../src/outbound/stores.ts'
import type { Decode } from '../src/usecases/develop-picture.ts'
import { mediaIqVerbs, type MediaIqVerbs } from '../src/usecases/index.ts'
import { sha256Of } from './media-fixture.ts'

const DAY_MS = 86_400_000
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60)])
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'media-iq',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const clock = manualClock(new Date())
const database = stack.use(openDatabase({ url: testDb.url, service: 'media-iq' }))
const { person } = await testCredentials()
const failures: unknown[] = []
const nothing = async () => undefined
const verbs = mediaIqVerbs({
  ...{ clock, chance: () => 0, newId: () => newId() as MediaId, urlMinutes: 15 },
  ...{ unattachedDays: 7, originalDays: 90 },
  uploadLimits: {
    maxBytes: { 'listing-photo': 1_000_000, chat: 1_000_000, 'chat-voice': 1_000_000 },
    urlMinutes: 15,
    maxOpen: 100,
    maxPerDay: 100,
  },
  jobLimits: { leaseMs: 1_000, maxAttempts: 5, firstRetryMs: 1_000, maxRetryMs: 1_000 },
  inTransaction: transactions(database, storesAt(clock)),
  inTrace: (_job, work) => work(),
  signPut: async () => ({ method: 'PUT', url: 'http://store.invalid/', headers: {} }),
  originals: {
    size: async () => JPEG.length,
    fingerprint: async () => ({ sha256: sha256Of(JPEG), head: JPEG }),
  },
  ...{ readOriginal: async () => JPEG, readFile: nothing, removeObjects: nothing },
  ...{ readPrivateFile: nothing, links: privateLinks('secret'), privateLinkMs: 1_000 },
  ...{ storeFiles: nothing, storeOriginal: nothing },
  ...{ onQueued: () => undefined, onRefused: () => undefined, onTooLate: () => undefined },
  onFailed: (_id, _attempts, error) => void failures.push(error),
})

type Signed = { readonly ali: Person; readonly id: MediaId }
async function signed(sha256: string = sha256Of(JPEG)): Promise<Signed> {
  const ali = person()
  const asked = { purpose: 'listing-photo', contentType: 'image/jpeg', bytes: JPEG.length, sha256 }
  const call = { actor: ali.personId, method: 'sign', key: newId(), sha256: '' }
  return { ali, id: (await verbs.signUpload(ali, asked, call)).mediaId }
}
async function queued(): Promise<void> {
  const { ali, id } = await signed()
  await verbs.completeUpload(ali, id)
}

/** The worker reports a failure instead of throwing it, and tries again once its pause is over. */
const developed = (decode: Decode) => async () => {
  await queued()
  return async () => {
    clock.advance(DAY_MS)
    await verbs.developPicture(decode, () => undefined)
    const [failure] = failures.splice(0)
    if (failure !== undefined) throw failure
  }
}
const picture = { width: 4, height: 3, placeholder: 'data:', dhash: 0n }

const CASES: WriteCases<keyof MediaIqVerbs> = {
  completeUpload: {
    'bytes that are not what was announced': async () => {
      const { ali, id } = await signed('0'.repeat(64))
      return () => verbs.completeUpload(ali, id)
    },
  },
  developPicture: {
    'a picture that is ready': developed(async () => ({
      kind: 'developed',
      developed: { picture, files: [] },
    })),
    'a picture that is refused': developed(async () => ({
      kind: 'refused',
      refusal: 'MEDIA_UNREADABLE',
    })),
  },
  sweepMedia: {
    'a picture that nobody shows': async () => {
      await signed()
      clock.advance(8 * DAY_MS)
      return verbs.sweepMedia
    },
  },
  republishMedia: {
    'a picture that is refused': async () => {
      const { ali, id } = await signed('0'.repeat(64))
      await verbs.completeUpload(ali, id)
      return () => verbs.republishMedia({ ids: [id], after: '' })
    },
  },
}

const root = new URL('..', import.meta.url)
// A worker's lease on its job is a commit of its own, before the work.
holdToWriteRule({ root, verbs, database: testDb, apart: ['media_job'] }, CASES)
