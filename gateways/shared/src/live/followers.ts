// What open sockets follow of chat: each its person's list, and the logs it has open.
import type { Client } from '@pk-auto/grpc/client'
import { following, type PollTimes } from '@pk-auto/live/following'
import { personChannel } from '@pk-auto/live/person-channel'
import type {
  ChatDefinition,
  ListedConversation,
  LogPage,
  WrittenConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Hints } from '@pk-auto/redis/hints'
import { type Head, listHeads } from './list-heads.ts'
import { lookTogether } from './look-together.ts'
import { showWritten } from './show-written.ts'

/** What was written here does not say whether the peer hides: that stays as it was read. */
export type ShownPage = Omit<LogPage, 'peerHides'> & Partial<Pick<LogPage, 'peerHides'>>

export type Log = { readonly sent: number; readonly full: boolean; readonly peer: string }

/** One socket. */
export type Follower = {
  readonly person: string
  /** How far its list has been sent. */
  feedSeq: number
  /** How far each open log has been sent; `full`: the client has not asked for what follows yet. */
  readonly logs: Map<string, Log>
  changed(row: ListedConversation): void
  /** Undefined: no such log for this person. */
  page(conversation: string, page: ShownPage | undefined): void
  /** Somebody writes to this person at this moment, in one of the logs maybe. */
  typing(conversation: string, actor: string): void
  /** Lists were restored from a backup: everything is read anew. */
  epoch(epoch: string): void
}

export type FollowSettings = {
  readonly service: string
  readonly chat: Pick<Client<typeof ChatDefinition>, 'readFollowed'>
  readonly hints?: Hints | undefined
  readonly pollMs?: PollTimes
}

export type Followers = AsyncDisposable & {
  /** Until `unfollow`. */
  follow(follower: Follower): void
  unfollow(follower: Follower): void
  /** Shows the peer that this person is writing; lost without Redis. */
  type(person: string, peer: string, conversation: string): void
  /** Reads for this one soon: it has opened a log, or has just come. */
  look(follower: Follower): void
  /** How far a person's list has come; asked for many at once. @throws as ReadFollowed */
  head(person: string): Promise<Head>
  /** What was written through this gateway: who has all that is before it need not read it. */
  show(written: WrittenConversation): void
}

const GATHER_MS = 1

export function followers(settings: FollowSettings): Followers {
  const { service, chat, hints, pollMs } = settings
  const look = (follower: Follower): void => all.look(follower)
  const all = following<Follower>({
    ...{ service, name: 'live.poll', gatherMs: GATHER_MS, hints, channelOf: personChannel, pollMs },
    reached: ({ feedSeq }) => feedSeq,
    noted(follower, text) {
      const [conversation = '', actor = ''] = text.split(' ')
      follower.typing(conversation, actor)
    },
    read: (some) => lookTogether(chat, some, look),
  })
  return {
    follow: (follower) => all.follow(follower),
    unfollow: (follower) => all.unfollow(follower),
    type: (person, peer, conversation) =>
      hints?.note(personChannel(peer), `${conversation} ${person}`),
    look,
    head: listHeads(chat),
    show: (written) => showWritten(written, (person) => all.of(person), look),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  }
}
