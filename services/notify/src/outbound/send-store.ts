// Intents and outcomes of sends in Postgres. The only file that knows the table.
import { createHmac } from 'node:crypto'
import { once, type KeyedCall } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { SendState } from '../domain/receipt.ts'
import type { NewSend } from '../usecases/send-now.ts'
import type { DB } from './schema.gen.ts'

const STATES: readonly SendState[] = [
  'sending',
  'sent',
  'failed',
  'unknown',
  'undelivered',
  'delivered',
]

export const sendStore = (tx: Tx<DB>) => ({
  async insert({
    id,
    channel,
    template,
    lang,
    provider,
    createdAt,
    dueAt,
  }: NewSend): Promise<void> {
    const row = {
      id,
      channel,
      template,
      lang,
      provider,
      state: 'sending' satisfies SendState,
      created_at: createdAt,
      due_at: dueAt,
    }
    await tx.insertInto('send').values(row).execute()
  },

  async stateOf(id: string): Promise<SendState | undefined> {
    const row = await tx.selectFrom('send').select('state').where('id', '=', id).executeTakeFirst()
    return STATES.find((state) => state === row?.state)
  },

  /** A receipt that was faster knows better. */
  async finish(id: string, state: SendState): Promise<void> {
    await tx
      .updateTable('send')
      .set({ state })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute()
  },
})

/**
 * Of a keyed send its id is stored, and a keyed hash of the request: a plain one of a number and
 * six digits could be searched. A new `secret` makes every older key another request.
 */
export const onceFor =
  (tx: Tx<DB>, secret: string) =>
  async (call: KeyedCall, work: () => Promise<string>): Promise<string> => {
    const sha256 = createHmac('sha256', secret).update(`send:${call.sha256}`).digest('hex')
    const made = async (id: Promise<string> | string) => ({ id: await id })
    return (await once(tx, { ...call, sha256 }, () => made(work()), made)).id
  }
