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
import { counted, type Found } from './counted.ts'

export type NewsSettings = {
  readonly service: string
  readonly chat: Pick<Client<typeof ChatDefinition>, 'countUnreadOf'>
  readonly notify: Pick<Client<typeof NotifyDefinition>, 'readUnreadOf'>
  readonly leads: Pick<Client<typeof LeadsDefinition>, 'readWaitingOf'>
  readonly hints?: Hints | undefined
  readonly pollMs?: PollTimes
}

export type News = AsyncDisposable & {
  /** Frames for one socket of this person, until disposed of. */
  follow(person: string, send: (frame: object) => void): Disposable & { chatsChanged(): void }
}

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
      ...{ service, hints, pollMs, name: 'live.messages', keyOf: String },
      readOf: async (personIds) =>
        byPerson((await chat.countUnreadOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.messages, newest: [] },
        })),
    }),
  )
  const notifications = stack.use(
    counted<Notification>({
      ...{ ...hinted, name: 'live.notifications', keyOf: ({ id }) => id },
      readOf: async (personIds) =>
        byPerson((await notify.readUnreadOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.notifications, newest: one.newest },
        })),
    }),
  )
  const waiting = stack.use(
    counted<Lead>({
      ...{ ...hinted, name: 'live.leads', keyOf: ({ id, version }) => `${id} ${version}` },
      readOf: async (personIds) =>
        byPerson((await leads.readWaitingOf({ personIds: [...personIds] })).people, (one) => ({
          ...{ count: one.leads, newest: one.newest },
        })),
    }),
  )
  return {
    follow(person, send) {
      const own = new DisposableStack()
      const badge = (name: string) => (count: number) => send({ t: 'badges', [name]: count })
      const unread = own.use(
        messages.follow({ person, counted: badge('messages'), came: () => undefined }),
      )
      own.use(
        notifications.follow({
          ...{ person, counted: badge('notifications') },
          came: (item) => send({ t: 'notification', ...presentNotification(item) }),
        }),
      )
      own.use(
        waiting.follow({
          ...{ person, counted: badge('leads') },
          came: (lead) => send({ t: 'lead', ...presentLeadNews(lead) }),
        }),
      )
      return { chatsChanged: () => unread.look(), [Symbol.dispose]: () => own.dispose() }
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
