// Intents and outcomes of sends in Postgres. The only file that knows the table.
import { once, type KeyedCall } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import { SendNowResponse } from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { NewSend, SendState } from '../usecases/send-now.ts'
import type { DB } from './schema.gen.ts'

const STATES: readonly SendState[] = ['sending', 'sent', 'failed']

const reply = {
  encode: (messageId: string) => SendNowResponse.encode({ messageId }).finish(),
  decode: (bytes: Uint8Array) => SendNowResponse.decode(bytes).messageId,
}

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

  async finish(id: string, state: 'sent' | 'failed', reference?: string): Promise<void> {
    await tx
      .updateTable('send')
      .set({ state, reference: reference ?? null })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute()
  },
})

/** The reply kept for a key is the id of its send and nothing else. */
export const onceFor = (tx: Tx<DB>) => (call: KeyedCall, work: () => Promise<string>) =>
  once(tx, call, reply, work)
