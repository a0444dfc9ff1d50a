// What is new for whoever has a socket open: the numbers in the head of their pages, notifications,
// and people who turn to them.
import type { Client } from '@pk-auto/grpc/client'
import type { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { newsChannel } from '@pk-auto/live/person-channel'
import type { PollTimes } from '@pk-auto/live/following'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Lead, LeadsDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads'
import type { Notification, NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { Hints } from '@pk-auto/redis/hints'
import { presentLeadNews } from '../../present/lead.ts'
import { presentNotification } from '../../present/notification.ts'
import { Counter, counted, type Found } from './counted.ts'

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
  follow(person: string, socket: Counter['socket']): NewsFollower
  unfollow(follower: NewsFollower): void
  chatsChanged(follower: NewsFollower): void
}

/** One socket: of each number what it has been shown. */
export type NewsFollower = Readonly<Record<(typeof BADGES)[number], Counter>>

const BADGES = ['messages', 'notifications', 'leads', 'alerts', 'favourites'] as const

const byPerson = <One extends { personId: string }, Item>(
  people: readonly One[],
  of: (one: One) => Found<Item>,
): ReadonlyMap<string, Found<Item>> => new Map(people.map((one) => [one.personId, of(one)]))

const WITHOUT_ITEMS = { keyOf: String, frameOf: (none: never): never => none }

/** Each number is asked of its own service: while one is away the others go on. */
export function news(settings: NewsSettings): News {
  const { service, chat, notify, leads, search, catalogue, hints, pollMs } = settings
  const stack = new AsyncDisposableStack()
  const hinted = { service, hints, pollMs, channelOf: newsChannel }
  const messages = stack.use(
    counted<never>({
      // Whoever follows chats says when they have changed.
      ...{ service, hints, pollMs, name: 'live.messages', badge: 'messages' },
      ...WITHOUT_ITEMS,
      readOf: async (personIds) =>
        byPerson((await chat.countUnreadOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.messages, newest: [] },
        })),
    }),
  )
  const notifications = stack.use(
    counted<Notification>({
      ...{ ...hinted, name: 'live.notifications', badge: 'notifications' },
      keyOf: ({ id }) => id,
      frameOf: (item) => ({ t: 'notification', ...presentNotification(item) }),
      readOf: async (personIds) =>
        byPerson((await notify.readUnreadOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.notifications, newest: one.newest },
        })),
    }),
  )
  const waiting = stack.use(
    counted<Lead>({
      ...{ ...hinted, name: 'live.leads', badge: 'leads' },
      keyOf: ({ id, version }) => `${id} ${version}`,
      frameOf: (lead) => ({ t: 'lead', ...presentLeadNews(lead) }),
      readOf: async (personIds) =>
        byPerson((await leads.readWaitingOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.leads, newest: one.newest },
        })),
    }),
  )
  // What has matched a search comes with what stands behind the bell.
  const alerts = stack.use(
    counted<never>({
      ...{ ...hinted, ...WITHOUT_ITEMS, name: 'live.alerts', badge: 'alerts' },
      readOf: async (personIds) =>
        byPerson((await search.countNewMatchesOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.matches, newest: [] },
        })),
    }),
  )
  const favourites = stack.use(
    counted<never>({
      ...{ ...hinted, ...WITHOUT_ITEMS, name: 'live.favourites', badge: 'favourites' },
      readOf: async (personIds) =>
        byPerson(
          (await catalogue.countFavouritesOf({ personIds: [...personIds] })).people,
          (one) => ({
            ...{ count: one.favourites, newest: [] },
          }),
        ),
    }),
  )
  const all = { messages, notifications, leads: waiting, alerts, favourites }
  return {
    follow(person, socket) {
      const follower = {
        messages: new Counter(person, socket),
        notifications: new Counter(person, socket),
        leads: new Counter(person, socket),
        alerts: new Counter(person, socket),
        favourites: new Counter(person, socket),
      }
      for (const badge of BADGES) all[badge].follow(follower[badge])
      return follower
    },
    unfollow(follower) {
      for (const badge of BADGES) all[badge].unfollow(follower[badge])
    },
    chatsChanged: (follower) => messages.look(follower.messages),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
