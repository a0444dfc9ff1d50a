// What has happened elsewhere, as news for people.
import type { InboundEvent } from '@pk-auto/kafka/event'
import { subscribe } from '@pk-auto/kafka/subscription'
import { ALERTS, CONVERSATIONS, LEADS, OFFERS, SAVED_CHANGES } from '@pk-auto/proto/topics'
import type { News } from '../domain/news/news.ts'
import type { NotifyVerbs } from '../usecases/index.ts'
import {
  newsFromAlert,
  newsFromConversation,
  newsFromLead,
  newsFromOffer,
  newsFromSavedChange,
} from '../wire/news.ts'

/** One subscription each: what search publishes never waits for what chat does. */
export function consumeNews(use: Pick<NotifyVerbs, 'recordNews'>) {
  const record = <E>(newsOf: (event: E, metadata: { id: string; at: Date }) => News[]) => ({
    handle: (events: readonly InboundEvent<E>[]) =>
      use.recordNews(
        events.flatMap(({ value, id, at }) => (value === null ? [] : newsOf(value, { id, at }))),
      ),
  })
  return [
    subscribe(CONVERSATIONS, record(newsFromConversation)),
    subscribe(OFFERS, record(newsFromOffer)),
    subscribe(LEADS, record(newsFromLead)),
    subscribe(SAVED_CHANGES, record(newsFromSavedChange)),
    subscribe(ALERTS, record(newsFromAlert)),
  ]
}
