// What has become of offers, as events of topic leads.offer.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { OFFERS } from '@pk-auto/proto/topics'
import type { OfferOutbox } from '../usecases/offers/stores.ts'
import { erasedOfferEvent, offerEvent } from '../wire/offer.ts'
import type { DB } from './schema.gen.ts'

export const offerOutbox = (tx: Tx<DB>): OfferOutbox => ({
  append: (at, ...offers) =>
    outboxOf(tx).append(OFFERS, ...offers.map((each) => ({ event: offerEvent(each), at }))),
  appendErased: (at, ...erased) =>
    outboxOf(tx).append(OFFERS, ...erased.map((each) => ({ event: erasedOfferEvent(each), at }))),
})
