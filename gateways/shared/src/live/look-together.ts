// One look for many sockets: the lists of their people, and the logs they have open.
import type { Client } from '@pk-auto/grpc/client'
import type { ChatDefinition, ListChanges, ListRead } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Follower } from './followers.ts'

const LISTS = 500
const LOGS = 200

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

type ByPerson = ReadonlyMap<string, readonly Follower[]>

/** Of many sockets of one person the list from farthest back. */
const listReads = (byPerson: ByPerson): ListRead[] =>
  [...byPerson].map(([personId, own]) => ({
    ...{ personId, feedSeq: BigInt(Math.min(...own.map(({ feedSeq }) => feedSeq))) },
  }))

/**
 * Of many sockets at one place one read is enough. `again` is called for those whose list goes on.
 * A log is read after the list that tells of it, never before: who has the list has the log.
 */
export async function lookTogether(
  chat: Pick<Client<typeof ChatDefinition>, 'readFollowed'>,
  some: readonly Follower[],
  again: (follower: Follower) => void,
): Promise<void> {
  const byPerson = Map.groupBy(some, ({ person }) => person)
  const wanted = Map.groupBy(some.flatMap(openLogs), ({ place }) => place)

  const showLists = (changes: readonly ListChanges[]): void => {
    for (const { personId, items, feedSeq, more } of changes)
      for (const follower of byPerson.get(personId) ?? []) {
        for (const row of items)
          if (Number(row.side?.feedSeq ?? 0) > follower.feedSeq) follower.changed(row)
        follower.feedSeq = Math.max(follower.feedSeq, Number(feedSeq))
        if (more) again(follower)
      }
  }
  const look = async (lists: ListRead[], logs: readonly OpenLog[]): Promise<void> => {
    const read = await chat.readFollowed({
      lists,
      heads: [],
      logs: logs.map(({ follower: { person }, conversation, sent }) => ({
        ...{ personId: person, conversationId: conversation, after: BigInt(sent) },
      })),
    })
    for (const follower of some) follower.epoch(read.epoch)
    showLists(read.lists)
    const found = new Map(
      read.pages.map((page) => [placeOf(page.personId, page.conversationId, page.after), page]),
    )
    for (const { place } of logs)
      for (const { follower, conversation } of wanted.get(place) ?? [])
        follower.page(conversation, found.get(place))
  }
  const lists = chunks(listReads(byPerson), LISTS)
  const [first = [], ...more] = chunks([...wanted.values()].map(firstOf), LOGS)
  await Promise.all(lists.slice(0, -1).map((each) => look(each, [])))
  await look(lists.at(-1) ?? [], first)
  await Promise.all(more.map((each) => look([], each)))
}
