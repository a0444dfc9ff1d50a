// Within fifteen minutes a person changes what they have said.
import type { Actor } from '@pk-auto/kernel/actor'
import type { PersonId } from '../domain/ids.ts'
import { readableMessage } from '../domain/message.ts'
import {
  changingMessage,
  type Done,
  type MessageAt,
  type MessageChangeDeps,
} from './message-change.ts'
import type { Unnumbered } from '../domain/message.ts'

/** @throws INVALID_MESSAGE (invalid), and what every change of a message throws */
export function editMessage(deps: MessageChangeDeps) {
  const change = changingMessage(deps)
  return async function editMessage(actor: Actor, message: MessageAt, typed: string) {
    const text = readableMessage(typed, deps)
    const eventOf = (by: PersonId, at: Date): Unnumbered => ({
      ...{ type: 'edited', actor: by, at },
      body: { of: message.seq, text },
    })
    const isDone: Done = (changed) => changed.type === 'edited' && changed.text === text
    return change(actor, message, { isDone, eventOf, empties: false })
  }
}
