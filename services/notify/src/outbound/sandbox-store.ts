// Messages the sandbox took, in Postgres. The only file that knows the table.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { SandboxMessage } from '../usecases/list-sandbox-messages.ts'
import type { DB } from './schema.gen.ts'

/** Channel: sms, whatsapp, call or email. */
export type Boxed = {
  readonly id: string
  readonly to: string
  readonly channel: string
  readonly text: string
  readonly code: string | undefined
}

export const sandboxStore = (tx: Tx<DB>) => ({
  async insert(message: Boxed, at: Date, dueAt: Date): Promise<void> {
    const { id, to, channel, text, code } = message
    await tx
      .insertInto('sandbox_message')
      .values({ id, channel, recipient: to, text, code: code ?? null, at, due_at: dueAt })
      .execute()
  },

  async list(
    to: string,
    after: string | undefined,
    now: Date,
    limit: number,
  ): Promise<SandboxMessage[]> {
    let query = tx
      .selectFrom('sandbox_message')
      .select(['id', 'channel', 'recipient', 'text', 'code', 'at'])
      .where('due_at', '>', now)
      .orderBy('seq', 'desc')
      .limit(limit)
    if (to !== '') query = query.where('recipient', '=', to)
    const seen =
      after === undefined
        ? undefined
        : await tx
            .selectFrom('sandbox_message')
            .select('seq')
            .where('id', '=', after)
            .executeTakeFirst()
    if (seen) query = query.where('seq', '>', seen.seq)
    const rows = await query.execute()
    return rows.map(({ recipient, code, ...row }) => ({
      ...row,
      to: recipient,
      code: code ?? undefined,
    }))
  },
})
