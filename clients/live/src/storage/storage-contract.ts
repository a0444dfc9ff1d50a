// What every storage must do, as plain steps that run in Node and in a page alike: each gives what
// it found, and what it should have found.
import type { Entry } from '../core/outbox.ts'
import type { ChatEvent, Row } from '../frames.ts'
import type { Storage } from '../ports.ts'
import { STORED_EVENTS } from './stored-events.ts'

export type Finding = { readonly name: string; readonly found: unknown; readonly due: unknown }

const message = (seq: number, text = `word ${seq}`): ChatEvent => ({
  ...{ seq, type: 'message', actor: 'a', at: '2026-01-02T03:04:05.000Z' },
  body: { kind: 'text', text },
})
const entry = (clientId: string, order: number): Entry => ({
  ...{ clientId, conv: 'c1', text: 'سلام', at: '2026-01-02T03:04:05.000Z', order },
})
const row = (id: string, unread: number): Row => ({
  ...{ id, peer: { id: 'p' }, lastSeq: 1, readSeq: 0, peerReadSeq: 0, peerDeliveredSeq: 0 },
  ...{ unread, muted: false, archived: false, blocked: false, feedSeq: 1 },
})
const numbers = (events: readonly ChatEvent[]): number[] => events.map(({ seq }) => seq)
const upTo = (last: number): ChatEvent[] => Array.from({ length: last }, (_, i) => message(i + 1))

/** Runs over an empty storage. */
export async function storageFindings(storage: Storage): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const expects = (name: string, found: unknown, due: unknown): void =>
    void findings.push({ name, found, due })

  expects('an empty storage holds no rows', await storage.rows('me'), [])
  expects('an empty storage holds no words', await storage.outbox('me'), [])
  expects('an empty storage holds no cursor', await storage.cursor('me'), undefined)

  await storage.putRows('me', [row('c1', 1), row('c2', 2)])
  await storage.putRows('me', [row('c1', 5)])
  const unread = (await storage.rows('me')).map((one) => [one.id, one.unread])
  expects('a row is stored once, as it was last', unread, [
    ['c1', 5],
    ['c2', 2],
  ])

  await storage.putEvents('me', 'c1', [message(10), message(9), message(2)])
  await storage.putEvents('me', 'c1', [message(9, 'changed'), message(100)])
  const stored = await storage.events('me', 'c1')
  expects('events come by number, not by letter', numbers(stored), [2, 9, 10, 100])
  expects('an event is stored as it was last', stored[1]?.body.text, 'changed')
  expects('another log is another log', await storage.events('me', 'c10'), [])

  await storage.putEvents('me', 'long', upTo(STORED_EVENTS + 30))
  const long = numbers(await storage.events('me', 'long'))
  expects('of a long log the newest stay', [long.length, long[0]], [STORED_EVENTS, 31])

  await storage.putEntry('me', entry('k2', 2))
  await storage.putEntry('me', entry('k10', 1))
  await storage.putEntry('me', entry('k3', 3))
  await storage.putEntry('me', { ...entry('k3', 3), failed: 'NO' })
  await storage.removeEntry('me', 'k2')
  await storage.removeEntry('me', 'never there')
  const waiting = (await storage.outbox('me')).map((one) => [one.clientId, one.failed])
  expects('words wait in the order they were written', waiting, [
    ['k10', undefined],
    ['k3', 'NO'],
  ])

  await storage.putCursor('me', { feedSeq: 7, epoch: 'e' })
  await storage.putCursor('me', { feedSeq: 9, epoch: 'e' })
  const file = new Blob(['picture'], { type: 'image/jpeg' })
  const attached = { kind: 'image', sha256: '', width: 4, height: 3, uploadKey: 'u' } as const
  await storage.putEntry('artist', { ...entry('k9', 1), attached: { ...attached, file } })
  const stays = (await storage.outbox('artist'))[0]?.attached
  expects('a picture waits with its bytes', await stays?.file.text(), 'picture')

  expects('a cursor moves', await storage.cursor('me'), { feedSeq: 9, epoch: 'e' })

  await storage.putRows('you', [row('c1', 1)])
  expects('another person has rows of their own', (await storage.rows('you')).length, 1)
  expects('another person sees none of my words', await storage.outbox('you'), [])
  expects('nor any of my logs', await storage.events('you', 'c1'), [])
  expects('a name that begins with mine is another', await storage.rows('m'), [])

  await storage.forget('me')
  expects('signing out removes rows', await storage.rows('me'), [])
  expects('signing out removes logs', await storage.events('me', 'c1'), [])
  expects('signing out removes the cursor', await storage.cursor('me'), undefined)
  expects('unsent messages stay for their person', (await storage.outbox('me')).length, 2)
  expects('others’ copies stay', (await storage.rows('you')).length, 1)
  return findings
}
