// Saved searches as messages: what their owner gets, and what the topic holds.
import type { SavedSearch as Message } from '@pk-auto/proto/pkauto/search/v1/alerts'
import { type AlertEvent, AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import type { Alert } from '../domain/alerts/alert.ts'
import type { SavedSearch } from '../domain/alerts/saved-search.ts'
import { filtersToWire } from '../domain/filters.ts'

type Standing = {
  readonly search: SavedSearch
  readonly standing: { readonly unseen: number; readonly lastAlertAt?: Date }
}

export function savedSearchMessage({ search, standing }: Standing): Message {
  const { id, version, name, filters, words, frequency, notifyBy, createdAt } = search
  return {
    ...{ id, version, name, frequency, createdAt, words: words.join(' ') },
    filters: filtersToWire(filters).map((filter) => ({ ...filter, values: [...filter.values] })),
    ...{ channels: [...notifyBy], unseen: standing.unseen, lastAlertAt: standing.lastAlertAt },
  }
}

const KIND = {
  new: AlertKind.ALERT_KIND_NEW,
  'price-drop': AlertKind.ALERT_KIND_PRICE_DROP,
} as const satisfies Record<Alert['kind'], AlertKind>

export const alertEvent = (alert: Alert): AlertEvent => ({
  ...{ searchId: alert.search, personId: alert.person, kind: KIND[alert.kind] },
  ...{ listingIds: [...alert.listings], total: alert.total, since: alert.since },
  channels: [...alert.notifyBy],
})
