// Sessions and their tokens in Postgres: hashes only. The only file that knows the three tables.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { DeviceKey } from '../domain/device.ts'
import type { Grant } from '../domain/grant.ts'
import type { PersonId, SessionId } from '../domain/ids.ts'
import type { TokenHash } from '../domain/secret-token.ts'
import type { EndReason, RefreshToken, Session } from '../domain/session.ts'
import type { SignedInDevice } from '../usecases/list-devices.ts'
import type { DB } from './schema.gen.ts'

const MAX_DEVICES = 100

export const sessionStore = (tx: Tx<DB>) => ({
  async open(session: Session, grant: Grant): Promise<void> {
    await tx
      .insertInto('session')
      .values({
        id: session.id,
        person_id: session.personId,
        device: session.device,
        device_name: session.deviceName,
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        due_at: grant.refreshExpiresAt,
      })
      .execute()
    await insertTokens(tx, session.id, grant)
  },

  async addGrant(session: SessionId, grant: Grant): Promise<void> {
    await tx
      .updateTable('session')
      .set({ due_at: grant.refreshExpiresAt })
      .where('id', '=', session)
      .execute()
    await insertTokens(tx, session, grant)
  },

  async forRefresh(
    hash: TokenHash,
  ): Promise<{ session: Session; token: RefreshToken } | undefined> {
    const row = await tx
      .selectFrom('refresh_token')
      .innerJoin('session', 'session.id', 'refresh_token.session_id')
      .select([
        'session.id',
        'person_id',
        'device',
        'device_name',
        'last_used',
        'created_at',
        'last_seen_at',
        'ended_at',
        'ended_reason',
      ])
      .select(['refresh_token.parent', 'refresh_token.expires_at'])
      .where('refresh_token.hash', '=', hash)
      .forUpdate('session')
      .executeTakeFirst()
    if (!row) return undefined
    const session: Session = {
      id: row.id as SessionId,
      personId: row.person_id as PersonId,
      device: row.device as DeviceKey,
      deviceName: row.device_name,
      lastUsed: (row.last_used ?? undefined) as TokenHash | undefined,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      ended:
        row.ended_at && row.ended_reason
          ? { at: row.ended_at, reason: row.ended_reason as EndReason }
          : undefined,
    }
    return {
      session,
      token: {
        hash,
        parent: (row.parent ?? undefined) as TokenHash | undefined,
        expiresAt: row.expires_at,
      },
    }
  },

  async save(session: Session): Promise<void> {
    await tx
      .updateTable('session')
      .set({
        last_used: session.lastUsed ?? null,
        last_seen_at: session.lastSeenAt,
        ended_at: session.ended?.at ?? null,
        ended_reason: session.ended?.reason ?? null,
      })
      .where('id', '=', session.id)
      .execute()
  },

  async byAccess(hash: TokenHash, now: Date) {
    const row = await tx
      .selectFrom('access_token')
      .innerJoin('session', 'session.id', 'access_token.session_id')
      .innerJoin('person', 'person.id', 'session.person_id')
      .select(['session.id as session_id', 'person.id as person_id', 'person.terms_version'])
      .where('access_token.hash', '=', hash)
      .where('access_token.expires_at', '>', now)
      .where('session.ended_at', 'is', null)
      .executeTakeFirst()
    return (
      row && {
        sessionId: row.session_id as SessionId,
        personId: row.person_id as PersonId,
        termsVersion: row.terms_version ?? undefined,
      }
    )
  },

  async openAmong(ids: readonly SessionId[], now: Date) {
    if (ids.length === 0) return []
    const rows = await tx
      .selectFrom('session')
      .innerJoin('person', 'person.id', 'session.person_id')
      .select(['session.id as session_id', 'person.id as person_id', 'person.terms_version'])
      .where('session.id', 'in', [...ids])
      .where('session.ended_at', 'is', null)
      .where('session.due_at', '>', now)
      .limit(ids.length)
      .execute()
    return rows.map((row) => ({
      sessionId: row.session_id as SessionId,
      personId: row.person_id as PersonId,
      termsVersion: row.terms_version ?? undefined,
    }))
  },

  async end(
    whose: { personId: PersonId; id?: SessionId },
    reason: EndReason,
    now: Date,
  ): Promise<number> {
    let query = tx
      .updateTable('session')
      .set({ ended_at: now, ended_reason: reason })
      .where('person_id', '=', whose.personId)
      .where('ended_at', 'is', null)
    if (whose.id !== undefined) query = query.where('id', '=', whose.id)
    return Number((await query.executeTakeFirst()).numUpdatedRows)
  },

  async endOnDevice(personId: PersonId, device: DeviceKey, now: Date): Promise<number> {
    const result = await tx
      .updateTable('session')
      .set({ ended_at: now, ended_reason: 'replaced' satisfies EndReason })
      .where('person_id', '=', personId)
      .where('device', '=', device)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  },

  async belongs(whose: { personId: PersonId; id: SessionId }): Promise<boolean> {
    const row = await tx
      .selectFrom('session')
      .select('id')
      .where('id', '=', whose.id)
      .where('person_id', '=', whose.personId)
      .executeTakeFirst()
    return row !== undefined
  },

  async openOf(personId: PersonId, now: Date): Promise<SignedInDevice[]> {
    const rows = await tx
      .selectFrom('session')
      .select(['id', 'device_name', 'last_seen_at'])
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .where('due_at', '>', now)
      .orderBy('last_seen_at', 'desc')
      .limit(MAX_DEVICES)
      .execute()
    return rows.map((row) => ({
      id: row.id as SessionId,
      name: row.device_name,
      lastSeenAt: row.last_seen_at,
    }))
  },
})

async function insertTokens(tx: Tx<DB>, session_id: SessionId, grant: Grant): Promise<void> {
  const refresh = {
    hash: grant.refresh.hash,
    session_id,
    parent: grant.parent ?? null,
    expires_at: grant.refreshExpiresAt,
  }
  await tx.insertInto('refresh_token').values(refresh).execute()
  await tx
    .insertInto('access_token')
    .values({ hash: grant.access.hash, session_id, expires_at: grant.accessExpiresAt })
    .execute()
}
