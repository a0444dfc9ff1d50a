// What open sockets follow of chat: each its person's list, and the logs it has open.
import type { Client } from '@pk-auto/grpc/client'
import { following, type PollTimes } from '@pk-auto/live/following'
import { personChannel } from '@pk-auto/live/person-channel'
import type {
  ChatDefinition,
  ListChanges,
  ListedConversation,
  LogPage,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Hints } from '@pk-auto/redis/hints'

/** One socket. */
export type Follower = {
  readonly person: string
  /** How far its list has been sent. */
  feedSeq: number
  /** How far each open log has been sent; `full`: the client has not asked for what follows yet. */
  readonly logs: Map<string, { sent: number; full: boolean; peer: string }>
  changed(row: ListedConversation): void
  /** Undefined: no such log for this person. */
  page(conversation: string, page: LogPage | undefined): void
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
  /** Follows until disposed of. */
  follow(follower: Follower): Disposable
  /** Shows the peer that this person is writing; lost without Redis. */
  type(person: string, peer: string, conversation: string): void
  /** Reads for this one soon: it has opened a log, or has just come. */
  look(follower: Follower): void
}

const LISTS = 500
const LOGS = 200
const GATHER_MS = 1

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  )

/** A log that a socket has open, and where in it the socket is. */
type OpenLog = {
  readonly follower: Follower
  readonly conversation: string
  readonly sent: number
  readonly place: string
}

const placeOf = (person: string, conversation: string, after: bigint | number): string =>
  `${person} ${conversation} ${after}`

const firstOf = ([first]: readonly OpenLog[]): OpenLog => first!

const openLogs = (follower: Follower): OpenLog[] =>
  [...follower.logs]
    .filter(([, { full }]) => !full)
    .map(([conversation, { sent }]) => ({
      ...{ follower, conversation, sent, place: placeOf(follower.person, conversation, sent) },
    }))

export function followers(settings: FollowSettings): Followers {
  const { service, chat, hints, pollMs } = settings

  const showLists = (
    changes: readonly ListChanges[],
    byPerson: ReadonlyMap<string, readonly Follower[]>,
  ): void => {
    for (const { personId, items, feedSeq, more } of changes)
      for (const follower of byPerson.get(personId) ?? []) {
        for (const row of items)
          if (Number(row.side?.feedSeq ?? 0) > follower.feedSeq) follower.changed(row)
        follower.feedSeq = Math.max(follower.feedSeq, Number(feedSeq))
        if (more) all.look(follower)
      }
  }
  const all = following<Follower>({
    ...{ service, name: 'live.poll', gatherMs: GATHER_MS, hints, channelOf: personChannel, pollMs },
    noted(follower, text) {
      const [conversation = '', actor = ''] = text.split(' ')
      follower.typing(conversation, actor)
    },
    // Of many sockets at one place one read is enough; of one list the one from farthest back.
    async read(some) {
      const byPerson = Map.groupBy(some, ({ person }) => person)
      const wanted = Map.groupBy(some.flatMap(openLogs), ({ place }) => place)
      const lists = chunks(
        [...byPerson].map(([personId, own]) => ({
          ...{ personId, feedSeq: BigInt(Math.min(...own.map(({ feedSeq }) => feedSeq))) },
        })),
        LISTS,
      )
      const logs = chunks([...wanted.values()].map(firstOf), LOGS)
      const look = async (_: unknown, i: number): Promise<void> => {
        const asked = logs[i] ?? []
        const read = await chat.readFollowed({
          lists: lists[i] ?? [],
          logs: asked.map(({ follower: { person }, conversation, sent }) => ({
            ...{ personId: person, conversationId: conversation, after: BigInt(sent) },
          })),
        })
        for (const follower of some) follower.epoch(read.epoch)
        showLists(read.lists, byPerson)
        const found = new Map(
          read.pages.map((page) => [placeOf(page.personId, page.conversationId, page.after), page]),
        )
        for (const { place } of asked)
          for (const { follower, conversation } of wanted.get(place) ?? [])
            follower.page(conversation, found.get(place))
      }
      await Promise.all((lists.length > logs.length ? lists : logs).map(look))
    },
  })
  return {
    follow: (follower) => all.follow(follower),
    type: (person, peer, conversation) =>
      hints?.note(personChannel(peer), `${conversation} ${person}`),
    look: (follower) => all.look(follower),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  }
}
