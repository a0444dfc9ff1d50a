// Challenges in Postgres. The only file that knows the table.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { ChallengeId } from '../domain/ids.ts'
import type { Challenge, ChallengeState } from '../domain/otp-challenge.ts'
import { langOf } from '../domain/person.ts'
import type { OpenCode } from '../domain/limits/cooldown.ts'
import type { PhoneIndex } from '../domain/sealed-phone.ts'
import type { NewChallenge, OtpTarget } from '../usecases/request-otp.ts'
import type { StoredChallenge } from '../usecases/verify-otp.ts'
import type { DB } from './schema.gen.ts'

const STATES: Readonly<Record<string, ChallengeState>> = {
  open: 'open',
  used: 'used',
  void: 'void',
}

function stateOf(text: string): ChallengeState {
  const state = STATES[text]
  if (!state) throw new Error(`otp_challenge holds the unknown state ${text}`)
  return state
}

export const challengeStore = (tx: Tx<DB>) => ({
  async newestOpen(target: OtpTarget): Promise<OpenCode | undefined> {
    return tx
      .selectFrom('otp_challenge')
      .select(['created_at as sentAt', 'expires_at as expiresAt', 'resends'])
      .where('phone_index', '=', target.index)
      .where('device', '=', target.device)
      .where('purpose', '=', target.purpose)
      .where('state', '=', 'open')
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  },

  async voidOpen(target: OtpTarget): Promise<void> {
    await tx
      .updateTable('otp_challenge')
      .set({ state: 'void', sealed_phone: null })
      .where('phone_index', '=', target.index)
      .where('device', '=', target.device)
      .where('purpose', '=', target.purpose)
      .where('state', '=', 'open')
      .execute()
  },

  async voidOne(id: ChallengeId): Promise<void> {
    await tx
      .updateTable('otp_challenge')
      .set({ state: 'void', sealed_phone: null })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .execute()
  },

  async insert(made: NewChallenge): Promise<void> {
    const { id, device, purpose, channel, lang } = made
    await tx
      .insertInto('otp_challenge')
      .values({
        id,
        device,
        purpose,
        channel,
        lang,
        state: 'open',
        tries: 0,
        resends: made.resends,
        phone_index: made.index,
        sealed_phone: Buffer.from(made.sealedPhone.bytes),
        phone_key_id: made.sealedPhone.keyId,
        digest: Buffer.from(made.digest),
        created_at: made.createdAt,
        expires_at: made.expiresAt,
        due_at: made.expiresAt,
      })
      .execute()
  },

  async forUpdate(id: ChallengeId): Promise<StoredChallenge | undefined> {
    const row = await tx
      .selectFrom('otp_challenge')
      .select([
        'phone_index',
        'sealed_phone',
        'phone_key_id',
        'lang',
        'digest',
        'state',
        'tries',
        'resends',
        'created_at',
        'expires_at',
      ])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return undefined
    return {
      challenge: {
        id,
        state: stateOf(row.state),
        tries: row.tries,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      },
      digest: row.digest,
      resends: row.resends,
      index: row.phone_index as PhoneIndex,
      sealedPhone: row.sealed_phone
        ? { keyId: row.phone_key_id, bytes: row.sealed_phone }
        : undefined,
      lang: langOf(row.lang),
    }
  },

  async save(challenge: Challenge): Promise<void> {
    const { state, tries } = challenge
    await tx
      .updateTable('otp_challenge')
      .set({ state, tries, ...(state !== 'open' && { sealed_phone: null }) })
      .where('id', '=', challenge.id)
      .execute()
  },
})
