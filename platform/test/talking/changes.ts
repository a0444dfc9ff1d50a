// Somebody who edits and takes back what they have written, through whatever breaks meanwhile: each
// change is asked for until it is answered.
import { setTimeout as wait } from 'node:timers/promises'
import type { Visitor } from '../../visitor.ts'
import type { Device, Entry } from './device.ts'

/** An acknowledged change: without a text it is a deletion. */
export type Change = { readonly of: number; readonly text?: string }

const EACH = 10
const LOOK_MS = 200
const RETRY_MS = 200

/** Every tenth of their own messages is changed once it is there, and half of those to nothing. */
export async function changeOwn(
  visitor: Visitor,
  conversation: string,
  device: Device,
  isOver: () => boolean,
): Promise<readonly Change[]> {
  const changes: Change[] = []
  while (!isOver()) {
    await wait(LOOK_MS)
    const of = device.acknowledged[EACH * changes.length]
    if (of === undefined) continue
    const change = {
      of,
      ...(changes.length % 2 === 0 && { text: `${conversation} changed ${of}` }),
    }
    const path = `/api/v1/chat/conversations/${conversation}/messages/${of}`
    while (!(await isDone(change))) await wait(RETRY_MS)
    changes.push(change)

    async function isDone({ text }: Change): Promise<boolean> {
      const asked =
        text === undefined ? visitor.call('DELETE', path) : visitor.call('PATCH', path, { text })
      const answer = await asked.catch(() => undefined)
      const { code } = (answer?.body ?? {}) as { code?: string }
      // Its first answer was lost.
      return (answer && answer.status < 300) === true || code === 'MESSAGE_DELETED'
    }
  }
  return changes
}

/** What these changes should have made of a log, and have not. */
export function unchanged(log: readonly Entry[], changes: readonly Change[]): string[] {
  return changes.flatMap(({ of, text }) => {
    const made = log.filter(({ body, type }) => type !== 'message' && body.of === of)
    const message = log.find(({ seq }) => seq === of)
    if (text !== undefined)
      return made.some(({ type, body }) => type === 'edited' && body.text === text)
        ? []
        : [`${of} was edited, and nobody reads it`]
    const deletions = made.filter(({ type }) => type === 'deleted').length
    return [
      ...(deletions === 1 ? [] : [`${of} was deleted, and ${deletions} times in the log`]),
      ...((message?.body.text ?? '') === '' ? [] : [`${of} was deleted, and its words are there`]),
    ]
  })
}
