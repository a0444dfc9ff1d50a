// Which peers of a list let its person see whether they are there.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PresenceChoices } from '../sides/set-presence.ts'
import type { Listed } from '../stores.ts'

export type Hiding = Pick<PresenceChoices, 'hiding'>

type WithPresenceDeps = { inTransaction: InTransaction<{ presence: Hiding }> }

export type ListedWithPresence = Listed & { readonly showsPresence: boolean }

/** In the name of the service: a choice is its person's own, and seen by nobody else. */
export async function withPresence(
  { inTransaction }: WithPresenceDeps,
  rows: readonly Listed[],
): Promise<ListedWithPresence[]> {
  const isReachable = ({ side, blockedByPeer }: Listed) => !side.blocked && !blockedByPeer
  const peers = [...new Set(rows.filter(isReachable).map(({ side }) => side.peer))]
  if (peers.length === 0) return rows.map((row) => ({ ...row, showsPresence: false }))
  const system = 'chat.list-presence'
  const hiding = await inTransaction({ system }, ({ presence }) => presence.hiding(peers))
  return rows.map((row) => ({
    ...row,
    showsPresence: isReachable(row) && !hiding.has(row.side.peer),
  }))
}
