// Which media stand in which message, in Postgres. Row policies show a person those of their own
// conversations only.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { ConversationId, MediaId } from '../domain/ids.ts'
import type { Attachments } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

export const attachmentStore = (tx: Tx<DB>): Attachments => ({
  async isShown(media) {
    const row = await tx
      .selectFrom('message_attachment')
      .select('seq')
      .where('media_id', '=', media)
      .executeTakeFirst()
    return row !== undefined
  },
  async remove(conversation: ConversationId, seq) {
    const row = await tx
      .deleteFrom('message_attachment')
      .where('conversation_id', '=', conversation)
      .where('seq', '=', BigInt(seq))
      .returning('media_id')
      .executeTakeFirst()
    return row?.media_id as MediaId | undefined
  },
})
