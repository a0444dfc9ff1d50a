// What has happened to media, as events of topic media-iq.media.v1.
import type { Clock } from '@pk-auto/kernel/clock'
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { MEDIA } from '@pk-auto/proto/topics'
import type { Media } from '../domain/media.ts'
import { mediaEvent } from '../wire/media.ts'
import type { DB } from './schema.gen.ts'

export const mediaOutbox = (tx: Tx<DB>, clock: Clock) => ({
  append: (...media: readonly Media[]): Promise<void> =>
    outboxOf(tx).append(
      MEDIA,
      ...media.map((each) => ({ event: mediaEvent(each), at: clock.now() })),
    ),
})
