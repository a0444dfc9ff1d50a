// Brings a person's list of conversations up to date: at first a page of it, later only what has
// changed since.
import type { Row } from '../frames.ts'
import { asRead, isWhole, type Rows, withPeerMarks, withRows } from '../core/rows.ts'
import type { ChatApi, Cursor, ListPage, Storage } from '../ports.ts'

export type ListSyncDeps = {
  readonly person: string
  readonly storage: Storage
  readonly api: Pick<ChatApi, 'list' | 'row'>
  readonly onRows: (rows: readonly Row[], anew: boolean, epoch?: string) => void
  /** The server's numbers are other ones by now; all rows follow. */
  readonly onRestored?: () => void
}

export const createListSync = (deps: ListSyncDeps) => {
  const { person, storage, api, onRows, onRestored } = deps
  let rows: Rows = new Map()
  let cursor: Cursor | undefined
  let running: Promise<boolean> | undefined
  let again = false
  /** A name or a car that HTTP does not give either is asked for once. */
  const asked = new Set<string>()

  const take = async (more: readonly Row[], anew?: ListPage): Promise<void> => {
    rows = withRows(anew ? new Map() : rows, more)
    const merged = more.flatMap(({ id }) => rows.get(id) ?? [])
    await storage.putRows(person, merged)
    // As they came: a page may know more of the ad by now than is known here.
    onRows(more, anew !== undefined, (anew ?? cursor)?.epoch)
  }
  const moveTo = async (next: Cursor): Promise<void> => {
    cursor = next
    await storage.putCursor(person, next)
  }
  const readAll = async (): Promise<boolean> => {
    const page = await api.list({})
    if (!page.ok) return false
    await storage.forget(person)
    await take(asRead(page.value.items, Date.now()), page.value)
    await moveTo({ feedSeq: page.value.feedSeq, epoch: page.value.epoch })
    return true
  }
  const readChanges = async (): Promise<boolean> => {
    if (!cursor) return readAll()
    for (let more = true; more;) {
      const page = await api.list({ since: cursor.feedSeq })
      if (!page.ok) return false
      // The lists were restored: numbers of the old epoch mean nothing.
      if (page.value.epoch !== cursor.epoch) {
        onRestored?.()
        // A row that came meanwhile counted by the new numbers: looked for once more.
        again = true
        return readAll()
      }
      await take(asRead(page.value.items, Date.now()))
      more = page.value.more && page.value.feedSeq > cursor.feedSeq
      await moveTo({ feedSeq: page.value.feedSeq, epoch: page.value.epoch })
    }
    return true
  }
  const loop = async (): Promise<boolean> => {
    let done: boolean
    do {
      again = false
      done = await readChanges()
    } while (again && done)
    return done
  }
  /** False when the list could not be read to its end. */
  const catchUp = (): Promise<boolean> => {
    again = running !== undefined
    running ??= loop().finally(() => (running = undefined))
    return running
  }

  return {
    async load(): Promise<void> {
      rows = withRows(new Map(), await storage.rows(person))
      cursor = await storage.cursor(person)
    },
    cursor: (): Cursor | undefined => cursor,
    rows: (): Rows => rows,
    catchUp,
    /** A row from the socket. One that is too far behind the last says that some were lost. */
    async received(row: Row): Promise<void> {
      await take([row])
      const known = rows.get(row.id)
      if (known && !isWhole(known) && !asked.has(row.id)) {
        asked.add(row.id)
        const whole = await api.row(row.id)
        if (whole.ok) await take(asRead([whole.value], Date.now()))
      }
      if (!cursor || row.feedSeq > cursor.feedSeq + 1) await catchUp()
      else if (row.feedSeq > cursor.feedSeq) await moveTo({ ...cursor, feedSeq: row.feedSeq })
    },
    async receipt(conv: string, peer: string, readSeq: number, deliveredSeq: number) {
      const row = rows.get(conv)
      if (!row || row.peer.id !== peer) return
      await take([withPeerMarks(row, { peerReadSeq: readSeq, peerDeliveredSeq: deliveredSeq })])
    },
  }
}
