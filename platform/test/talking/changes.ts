// Somebody who edits and takes back what they have written, through whatever breaks meanwhile: each
// change is asked for until it is answered.
import { setTimeout as wait } from 'node:timers/promises'
import type { Device, Entry } from './device.ts'

/** An acknowledged change: without a text it is a deletion. */
export type Change = { readonly of: number; readonly text?: string }

const EACH = 10
const LOOK_MS = 200
const RETRY_MS = 200

/** Whether a change was made: its first answer may have been lost. */
export const isAnswered = (problem: unknown): boolean => {
  const { code } = (problem ?? {}) as { readonly code?: string }
  return code === undefined || code === 'MESSAGE_DELETED'
}

/** Every tenth of their own messages is changed once it is there, and half of those to nothing. */
export async function changeOwn(
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
    while (!(await device.change(change))) await wait(RETRY_MS)
    changes.push(change)
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
