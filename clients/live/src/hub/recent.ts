// Has the newest words of a person's chats on the device before they are opened, so that they can
// be read offline; then tells the senders that they have arrived.
import { EMPTY_LOG, newestOf, withEvents } from '../core/log.ts'
import type { Row } from '../frames.ts'
import type { ChatApi, Storage } from '../ports.ts'

const RECENT = 50
/** So many chats of a list are read ahead; one with new words always is. */
const AHEAD = 10

export type RecentDeps = {
  readonly person: string
  readonly storage: Storage
  readonly api: Pick<ChatApi, 'events'>
  /** Open in a tab, which reads by itself. */
  readonly isOpen: (conv: string) => boolean
  readonly onDelivered: (conv: string, seq: number) => void
}

export const createRecent = (deps: RecentDeps) => {
  const { person, storage, api } = deps
  const stored = new Map<string, number>()
  let work = Promise.resolve()

  const read = async ({ id, lastSeq, unread }: Row): Promise<void> => {
    if ((stored.get(id) ?? 0) >= lastSeq) return
    if (!deps.isOpen(id)) {
      const { log } = withEvents(EMPTY_LOG, await storage.events(person, id))
      if (newestOf(log) < lastSeq) {
        const page = await api.events(id, { before: lastSeq + 1, limit: RECENT })
        if (!page.ok) return
        await storage.putEvents(person, id, withEvents(log, page.value.events).fresh)
      }
    }
    stored.set(id, lastSeq)
    if (unread > 0) deps.onDelivered(id, lastSeq)
  }

  return {
    /** Logs were restored from a backup: what was read ahead is forgotten. */
    anew: (): void => stored.clear(),
    /** One after the other: a bad connection has other work too. */
    rows(rows: readonly Row[]): void {
      const due = rows.filter(({ unread }, i) => unread > 0 || i < AHEAD)
      for (const row of due) work = work.then(() => read(row)).catch(() => undefined)
    },
  }
}
