// Which provider had which send, in Postgres, and what providers have delivered lately. The only
// file that knows the tables attempt and receipt.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { Handover } from '../domain/handover.ts'
import type { Channel } from '../domain/message.ts'
import type { Measured } from '../domain/provider-order.ts'
import type { AttemptState, Receipt, SendProgress, SendState } from '../domain/receipt.ts'
import type { Attempt } from '../usecases/hand-over.ts'
import type { DB } from './schema.gen.ts'

export const attemptStore = (tx: Tx<DB>) => ({
  async begin({ sendId, provider, channel, at, dueAt }: Attempt): Promise<void> {
    const state: AttemptState = 'handed'
    await tx
      .insertInto('attempt')
      .values({ send_id: sendId, provider, channel, state, at, due_at: dueAt })
      .execute()
    await tx.updateTable('send').set({ provider }).where('id', '=', sendId).execute()
  },

  async settle(sendId: string, provider: string, handover: Handover): Promise<void> {
    const { outcome } = handover
    const mine = tx
      .updateTable('attempt')
      .where('send_id', '=', sendId)
      .where('provider', '=', provider)
    if (outcome === 'accepted') await mine.set({ reference: handover.reference }).execute()
    const fault =
      outcome === 'refused' ? { fault: handover.fault, busy_until: handover.busyUntil ?? null } : {}
    const state: AttemptState = outcome
    await mine
      .set({ state, ...fault })
      .where('state', '=', 'handed')
      .execute()
  },

  /** Results since `since`; what was accepted before `overdue` should have a receipt by now. */
  async measured(channel: Channel, since: Date, overdue: Date): Promise<Measured[]> {
    const { rows } = await sql<{
      provider: string
      delivered: number
      failed: number
      busy_until: Date | null
    }>`
      select provider,
        (count(*) filter (where state = 'delivered'))::int as delivered,
        (count(*) filter (
          where (state in ('refused', 'unknown', 'undelivered') and fault is distinct from 'number')
          or (state = 'accepted' and at <= ${overdue})))::int as failed,
        max(busy_until) as busy_until
      from attempt where channel = ${channel} and at > ${since}
      group by provider order by provider limit 20`.execute(tx)
    return rows.map(({ busy_until, ...row }) => ({ ...row, busyUntil: busy_until ?? undefined }))
  },

  async forUpdate(sendId: string, provider: string): Promise<SendProgress | undefined> {
    const row = await tx
      .selectFrom('attempt')
      .innerJoin('send', 'send.id', 'attempt.send_id')
      .select(['attempt.state as attempt', 'send.state as send', 'send.provider as current'])
      .where('attempt.send_id', '=', sendId)
      .where('attempt.provider', '=', provider)
      .forUpdate()
      .executeTakeFirst()
    return (
      row && {
        attempt: row.attempt as AttemptState,
        send: row.send as SendState,
        isCurrent: row.current === provider,
      }
    )
  },

  async saveReceipt(provider: string, receipt: Receipt, progress: SendProgress): Promise<void> {
    const { sendId, reference, fault } = receipt
    await tx
      .updateTable('attempt')
      .set({ state: progress.attempt, reference, ...(fault && { fault }) })
      .where('send_id', '=', sendId)
      .where('provider', '=', provider)
      .execute()
    await tx.updateTable('send').set({ state: progress.send }).where('id', '=', sendId).execute()
  },
})

export const receiptStore = (tx: Tx<DB>) => ({
  async insert(provider: string, id: string, at: Date, dueAt: Date): Promise<boolean> {
    const inserted = await tx
      .insertInto('receipt')
      .values({ provider, receipt_id: id, at, due_at: dueAt })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
  },
})
