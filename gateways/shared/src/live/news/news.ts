// What is new for whoever has a socket open: the numbers in the head of their pages, notifications,
// and people who turn to them.
import type { Client } from '@pk-auto/grpc/client'
import { newsChannel } from '@pk-auto/live/person-channel'
import type { PollTimes } from '@pk-auto/live/following'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Lead, LeadsDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads'
import type { Notification, NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { Hints } from '@pk-auto/redis/hints'
import { presentLeadNews } from '../../present/lead.ts'
import { presentNotification } from '../../present/notification.ts'
import { Counter, counted, type Found } from './counted.ts'

export type NewsSettings = {
  readonly service: string
  readonly chat: Pick<Client<typeof ChatDefinition>, 'countUnreadOf'>
  readonly notify: Pick<Client<typeof NotifyDefinition>, 'readUnreadOf'>
  readonly leads: Pick<Client<typeof LeadsDefinition>, 'readWaitingOf'>
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
export type NewsFollower = Readonly<Record<'messages' | 'notifications' | 'leads', Counter>>

const byPerson = <One extends { personId: string }, Item>(
  people: readonly One[],
  of: (one: One) => Found<Item>,
): ReadonlyMap<string, Found<Item>> => new Map(people.map((one) => [one.personId, of(one)]))

/** Each number is asked of its own service: while one is away the others go on. */
export function news({ service, chat, notify, leads, hints, pollMs }: NewsSettings): News {
  const stack = new AsyncDisposableStack()
  const hinted = { service, hints, pollMs, channelOf: newsChannel }
  const messages = stack.use(
    counted<never>({
      // Whoever follows chats says when they have changed.
      ...{ service, hints, pollMs, name: 'live.messages', badge: 'messages' },
      ...{ keyOf: String, frameOf: (none) => none },
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
  return {
    follow(person, socket) {
      const follower = {
        messages: new Counter(person, socket),
        notifications: new Counter(person, socket),
        leads: new Counter(person, socket),
      }
      messages.follow(follower.messages)
      notifications.follow(follower.notifications)
      waiting.follow(follower.leads)
      return follower
    },
    unfollow(follower) {
      messages.unfollow(follower.messages)
      notifications.unfollow(follower.notifications)
      waiting.unfollow(follower.leads)
    },
    chatsChanged: (follower) => messages.look(follower.messages),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
