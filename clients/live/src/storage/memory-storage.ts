// Copies and unsent messages in memory: where a browser refuses storage, and in tests.
import type { ChatEvent, Row } from '../frames.ts'
import type { Entry } from '../core/outbox.ts'
import type { Cursor, Storage } from '../ports.ts'
import { STORED_EVENTS } from './stored-events.ts'

type Copies = {
  readonly rows: Map<string, Row>
  readonly logs: Map<string, Map<number, ChatEvent>>
  cursor?: Cursor
}

/** Lasts as long as the object does. */
export const memoryStorage = (): Storage => {
  const copies = new Map<string, Copies>()
  const outboxes = new Map<string, Map<string, Entry>>()
  const of = (person: string): Copies => {
    const found = copies.get(person) ?? { rows: new Map(), logs: new Map() }
    copies.set(person, found)
    return found
  }
  const outboxOf = (person: string): Map<string, Entry> => {
    const found = outboxes.get(person) ?? new Map<string, Entry>()
    outboxes.set(person, found)
    return found
  }
  const inOrder = (log: Map<number, ChatEvent>): ChatEvent[] =>
    [...log.values()].toSorted((a, b) => a.seq - b.seq)

  return {
    rows: async (person) => [...of(person).rows.values()],
    putRows: async (person, rows) => {
      for (const row of rows) of(person).rows.set(row.id, row)
    },
    events: async (person, conv) => inOrder(of(person).logs.get(conv) ?? new Map()),
    putEvents: async (person, conv, events) => {
      const log = of(person).logs.get(conv) ?? new Map<number, ChatEvent>()
      of(person).logs.set(conv, log)
      for (const event of events) log.set(event.seq, event)
      for (const { seq } of inOrder(log).slice(0, -STORED_EVENTS)) log.delete(seq)
    },
    outbox: async (person) => [...outboxOf(person).values()].toSorted((a, b) => a.order - b.order),
    putEntry: async (person, entry) => void outboxOf(person).set(entry.clientId, entry),
    removeEntry: async (person, clientId) => void outboxOf(person).delete(clientId),
    cursor: async (person) => of(person).cursor,
    putCursor: async (person, cursor) => void (of(person).cursor = cursor),
    forget: async (person) => void copies.delete(person),
  }
}
