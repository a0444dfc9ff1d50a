// media-iq with a clock the test moves, one person who uploads, and catalogue's events.
import { createPublisher } from '@pk-auto/kafka/publisher'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { ListingChange, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { DRAFTS, LISTINGS } from '@pk-auto/proto/topics'
import { until } from '@pk-auto/testing/until'
import { mediaFixture } from './media-fixture.ts'

export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

type Shown = {
  readonly id: string
  readonly version: number
  readonly photos: readonly string[]
  readonly state?: ListingState
  readonly closedAt?: Date
}

/** Disposing stops the service and removes its database, bucket and topics. */
export async function retentionFixture() {
  await using stack = new AsyncDisposableStack()
  const clock = manualClock(new Date())
  const fixture = stack.use(await mediaFixture({ clock, sweepEveryMs: 50 }))
  const kafka = stack.use(connectKafka({ ...fixture.config.kafka, service: 'catalogue' }))
  const publisher = stack.use(createPublisher(kafka))
  const media = stack.use(await fixture.start())
  const ali = fixture.person()
  const upload = async (bytes: Buffer) => {
    const id = await media.send(ali, bytes)
    await media.complete(ali, id)
    return id
  }
  const listing = ({ photos, ...shown }: Shown) => ({
    topic: LISTINGS,
    key: shown.id,
    value: LISTINGS.encode(
      ListingEvent.fromPartial({
        change: ListingChange.LISTING_CHANGE_EDITED,
        listing: { ...shown, facts: { photos: [...photos] } },
      }),
    ),
  })
  type Topic = { readonly name: string; readonly type: string }
  type Event = { topic: Topic; key: string; value: Uint8Array | null }
  /** In one send: events of one key arrive as one batch. */
  const publish = async (...events: readonly Event[]) => {
    const at = clock.now()
    await publisher.publish(
      events.map(({ topic, key, value }) => {
        return { id: newId(), topic: topic.name, type: topic.type, key, value, at }
      }),
    )
    await media.settled()
  }
  const held = stack.move()
  return {
    fixture,
    media,
    ali,
    upload,
    /** Publishes what a listing shows at a version, as catalogue does. */
    show: (id: string, version: number, ...photos: string[]) =>
      publish(listing({ id, version, photos })),
    /** As `show`, several events in one batch, in the order given. */
    showTogether: (...events: readonly Shown[]) => publish(...events.map(listing)),
    /** Publishes that a listing has ended now. */
    end: (id: string, version: number, state: ListingState, ...photos: string[]) =>
      publish(listing({ id, version, state, photos, closedAt: clock.now() })),
    erase: (id: string) => publish({ ...listing({ id, version: 0, photos: [] }), value: null }),
    /** Publishes which pictures a draft of a person holds at a version. */
    draft: (id: string, version: number, sellerId: string, ...photos: string[]) =>
      publish({
        topic: DRAFTS,
        key: id,
        value: DRAFTS.encode({ listingId: id, version, sellerId, photos }),
      }),
    stateOf: async (id: string) => (await media.own(ali, id))[0]?.state,
    objectsOf: async (id: string) => {
      const keys: string[] = []
      for (const prefix of [`served/${id}/`, `private/${id}/`, `kept/${id}`, `originals/${id}`])
        for await (const { key } of fixture.objects.list(prefix)) keys.push(key)
      return keys
    },
    /**
     * Moves the clock and waits until the sweeps are done with everything that became due: an
     * object taken for removal is due again a minute later until it is gone.
     */
    after: async (ms: number) => {
      clock.advance(ms)
      await until('the sweeps are done', async () => {
        const due = clock.now()
        const { rows } = await fixture.rows.query(
          `select (select count(*) from media where (sweep_due_at <= $1 and state <> 'processing')
              or (original_due_at <= $1 and state = 'ready')) +
            (select count(*) from object_deletion
              where due_at <= $1 or due_at = $1::timestamptz + interval '1 minute') as n`,
          [due],
        )
        return Number(rows[0].n) === 0
      })
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
