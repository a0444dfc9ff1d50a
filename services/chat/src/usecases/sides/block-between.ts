// All conversations of two people change together: one has blocked the other, or no more.
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { SideStores } from './change-side.ts'

type Between = {
  /**
   * The person's sides of what the two talk about; at most 100, first those that are not as
   * `blocked` says.
   */
  between(
    person: PersonId,
    peer: PersonId,
    blocked: boolean,
  ): Promise<{ readonly conversation: ConversationId; readonly blocked: boolean }[]>
  /** The person's sides of these; both lists move once for each. They must be locked. */
  setBlocked(
    person: PersonId,
    conversations: readonly ConversationId[],
    blocked: boolean,
  ): Promise<void>
}

export type BlockStores = SideStores & {
  sides: Between
  conversations: {
    /** Until commit, in the order of ids. */
    lock(ids: readonly ConversationId[]): Promise<void>
  }
}
export type Block = {
  readonly person: PersonId
  readonly peer: PersonId
  readonly blocked: boolean
}

/**
 * Inside a transaction: all conversations of the two (100 at most) are as `blocked` says, or none.
 * Each is locked before the first changes, in one order, and `also` with them: whoever writes in
 * one holds it while they wait for a list, and changes move lists. Returns how many conversations
 * there are and how many had to change.
 */
export async function blockBetween(
  stores: BlockStores,
  { person, peer, blocked, also }: Block & { readonly also?: ConversationId },
): Promise<{ known: number; changed: number }> {
  const between = await stores.sides.between(person, peer, blocked)
  const ids = between.filter((side) => side.blocked !== blocked).map((side) => side.conversation)
  const locked = new Set([...ids, ...(also === undefined ? [] : [also])])
  await stores.conversations.lock([...locked])
  await stores.sides.setBlocked(person, ids, blocked)
  return { known: between.length, changed: ids.length }
}
