// What marking seen needs of a change: one person's side of a conversation, in a commit of its own.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Side } from '../../domain/conversation.ts'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { Changed } from '../stores.ts'
import { changeSide, type SideChange, type SideStores } from './change-side.ts'

export type SideChangeDeps = { changed: Changed; inTransaction: InTransaction<SideStores> }

/** @throws CONVERSATION_NOT_FOUND: the same for absent and foreign */
export const changingSide =
  ({ changed, inTransaction }: SideChangeDeps) =>
  async (actor: Actor, id: ConversationId, change: SideChange): Promise<Side> => {
    const person = mustBePerson(actor).personId as PersonId
    const { side, moved } = await inTransaction({ actor }, (stores) =>
      changeSide(stores, person, id, change),
    )
    if (moved.length > 0) changed(moved)
    return side
  }
