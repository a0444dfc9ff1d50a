// What was written through this gateway goes to those who follow it here, without a read.
import type {
  ListedConversation,
  Side,
  WrittenConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Follower, ShownPage } from './followers.ts'

const rowOf = (
  { conversation, events }: WrittenConversation,
  side: Side,
  peer: Side,
): ListedConversation => ({
  ...{ conversation, side, last: events.at(-1) },
  ...{ peerReadSeq: peer.readSeq, peerDeliveredSeq: peer.deliveredSeq },
  ...{ showsPresence: false, peerErased: false },
})

const pageOf = (
  id: string,
  { conversation, events }: WrittenConversation,
  side: Side,
  peer: Side,
) =>
  ({
    ...{ conversationId: id, personId: side.personId, peerId: side.peerId, events, after: 0n },
    lastSeq: conversation?.lastSeq ?? 0n,
    ...{ peerReadSeq: peer.readSeq, peerDeliveredSeq: peer.deliveredSeq },
  }) satisfies ShownPage

/**
 * A row is shown to whom its number is the next one for, and a log to whom its first event is: who
 * lacks something before it is to `look`.
 */
export function showWritten(
  written: WrittenConversation,
  here: (person: string) => Iterable<Follower>,
  look: (follower: Follower) => void,
): void {
  const id = written.conversation?.id ?? ''
  const [a, b] = written.sides
  if (!a || !b) return
  for (const [side, peer] of [
    [a, b],
    [b, a],
  ] as const)
    for (const follower of here(side.personId)) {
      const ahead = Number(side.feedSeq) - follower.feedSeq
      if (ahead > 1) {
        look(follower)
        continue
      }
      if (ahead === 1) {
        follower.feedSeq += 1
        follower.changed(rowOf(written, side, peer))
      }
      const log = follower.logs.get(id)
      if (!log || log.full) continue
      // What has not been read yet tells more: whether the peer wants to be seen, for instance.
      if (log.peer === '') look(follower)
      else follower.page(id, pageOf(id, written, side, peer))
    }
}
