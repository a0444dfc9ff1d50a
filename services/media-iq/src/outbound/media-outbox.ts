// What has happened to media that anybody may see, as events of topic media-iq.media.v1.
import type { Clock } from '@pk-auto/kernel/clock'
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { MEDIA } from '@pk-auto/proto/topics'
import type { Media } from '../domain/media.ts'
import { isPrivate } from '../domain/purpose.ts'
import { mediaEvent } from '../wire/media.ts'
import type { DB } from './schema.gen.ts'

export const mediaOutbox = (tx: Tx<DB>, clock: Clock) => ({
  append: (...media: readonly Media[]): Promise<void> =>
    outboxOf(tx).append(
      MEDIA,
      ...media
        .filter((each) => !isPrivate(each))
        .map((each) => ({ event: mediaEvent(each), at: clock.now() })),
    ),
})
