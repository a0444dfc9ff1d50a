// What is new for whoever has a socket open: the numbers in the head of their pages, notifications,
// and people who turn to them.
import type { Client } from '@pk-auto/grpc/client'
import type { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { following, type PollTimes } from '@pk-auto/live/following'
import { newsChannel } from '@pk-auto/live/person-channel'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Lead, LeadsDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads'
import type { Notification, NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { Hints } from '@pk-auto/redis/hints'
import { presentLeadNews } from '../../present/lead.ts'
import { presentNotification } from '../../present/notification.ts'
import { type Badge, Counter, counted, type Found } from './counted.ts'

export type NewsSettings = {
  readonly service: string
  readonly chat: Pick<Client<typeof ChatDefinition>, 'countUnreadOf'>
  readonly notify: Pick<Client<typeof NotifyDefinition>, 'readUnreadOf'>
  readonly leads: Pick<Client<typeof LeadsDefinition>, 'readWaitingOf'>
  readonly search: Pick<Client<typeof SearchDefinition>, 'countNewMatchesOf'>
  readonly catalogue: Pick<Client<typeof CatalogueDefinition>, 'countFavouritesOf'>
  readonly hints?: Hints | undefined
  readonly pollMs?: PollTimes
}

export type News = AsyncDisposable & {
  /** Frames for one socket of this person, until `unfollow`. */
  follow(person: string, socket: Counter['socket']): Counter
  unfollow(counter: Counter): void
  chatsChanged(counter: Counter): void
}

const byPerson = <One extends { personId: string }, Item>(
  people: readonly One[],
  of: (one: One) => Found<Item>,
): ReadonlyMap<string, Found<Item>> => new Map(people.map((one) => [one.personId, of(one)]))

const WITHOUT_ITEMS = { keyOf: String, frameOf: (none: never): never => none }
const SPREAD_MS = 1

/** Each number is asked of its own service: while one is away the others go on. */
export function news(settings: NewsSettings): News {
  const { service, chat, notify, leads, search, catalogue, hints, pollMs } = settings
  const numbers = {
    messages: counted<never>({
      ...{ service, badge: 'messages', ...WITHOUT_ITEMS },
      readOf: async (personIds) =>
        byPerson((await chat.countUnreadOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.messages, newest: [] },
        })),
    }),
    notifications: counted<Notification>({
      ...{ service, badge: 'notifications', keyOf: ({ id }) => id },
      frameOf: (item) => ({ t: 'notification', ...presentNotification(item) }),
      readOf: async (personIds) =>
        byPerson((await notify.readUnreadOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.notifications, newest: one.newest },
        })),
    }),
    leads: counted<Lead>({
      ...{ service, badge: 'leads', keyOf: ({ id, version }) => `${id} ${version}` },
      frameOf: (lead) => ({ t: 'lead', ...presentLeadNews(lead) }),
      readOf: async (personIds) =>
        byPerson((await leads.readWaitingOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.leads, newest: one.newest },
        })),
    }),
    // What has matched a search comes with what stands behind the bell.
    alerts: counted<never>({
      ...{ service, badge: 'alerts', ...WITHOUT_ITEMS },
      readOf: async (personIds) =>
        byPerson((await search.countNewMatchesOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.matches, newest: [] },
        })),
    }),
    favourites: counted<never>({
      ...{ service, badge: 'favourites', ...WITHOUT_ITEMS },
      readOf: async (personIds) =>
        byPerson(
          (await catalogue.countFavouritesOf({ personIds: [...personIds] })).people,
          (one) => ({
            ...{ count: one.favourites, newest: [] },
          }),
        ),
    }),
  } satisfies Readonly<Record<Badge, ReturnType<typeof counted>>>
  const all = Object.values(numbers)
  const everyone = following<Counter>({
    ...{ service, name: 'live.news', hints, pollMs, channelOf: newsChannel, gatherMs: SPREAD_MS },
    async read(some) {
      for (const number of all) for (const one of some) number.want(one)
    },
  })
  return {
    follow(person, socket) {
      const counter = new Counter(person, socket)
      everyone.follow(counter)
      everyone.look(counter)
      return counter
    },
    unfollow(counter) {
      everyone.unfollow(counter)
      for (const number of all) number.forget(counter)
    },
    // Whoever follows chats says when they have changed.
    chatsChanged: (counter) => numbers.messages.want(counter),
    async [Symbol.asyncDispose]() {
      await everyone[Symbol.asyncDispose]()
      for (const number of all) number[Symbol.dispose]()
    },
  }
}
