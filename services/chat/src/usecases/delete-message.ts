// Within fifteen minutes a person takes back what they have said.
import type { Actor } from '@pk-auto/kernel/actor'
import type { PersonId } from '../domain/ids.ts'
import {
  changingMessage,
  type Done,
  type MessageAt,
  type MessageChangeDeps,
} from './message-change.ts'
import type { Unnumbered } from '../domain/message.ts'

/** The words go at once, with those of its edits; the numbers stay. */
export function deleteMessage(deps: MessageChangeDeps) {
  const change = changingMessage(deps)
  return async function deleteMessage(actor: Actor, message: MessageAt) {
    const eventOf = (by: PersonId, at: Date): Unnumbered => ({
      ...{ type: 'deleted', actor: by, at },
      body: { of: message.seq },
    })
    const isDone: Done = ({ type }) => type === 'deleted'
    return change(actor, message, { isDone, eventOf, empties: true })
  }
}
