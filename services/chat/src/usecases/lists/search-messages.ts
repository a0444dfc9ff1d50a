// A person looks for words in their own conversations.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import { soughtWords } from '../../domain/words.ts'

export type Found = {
  readonly conversation: ConversationId
  readonly seq: number
  readonly actor: PersonId
  readonly at: Date
  /** As it is now. */
  readonly text: string
}

export type SearchMessagesDeps = {
  inTransaction: InTransaction<{
    /** Messages of the person's conversations that hold every word, the newest first. */
    search: { find(person: PersonId, words: readonly string[], limit: number): Promise<Found[]> }
  }>
}

const MOST = 50

/**
 * Parts of words count. Deleted words, and those of people who were erased, are not found.
 * @throws INVALID_WORDS (invalid)
 */
export function searchMessages({ inTransaction }: SearchMessagesDeps) {
  return async function searchMessages(actor: Actor, query: string): Promise<Found[]> {
    const person = mustBePerson(actor).personId as PersonId
    const words = soughtWords(query)
    return inTransaction({ actor }, ({ search }) => search.find(person, words, MOST))
  }
}
