// What the verbs of news may use inside a transaction; outbound/news/ implements it.
import type { Lang } from '../../domain/message.ts'
import type { Delivery, Next } from '../../domain/news/delivery.ts'
import type { Facts, Kind, News, SentChannel } from '../../domain/news/news.ts'
import type { Preferences } from '../../domain/news/preferences.ts'
import type { DeliveryId, NotificationId, PersonId, SubscriptionId } from '../../domain/ids.ts'

export type Notification = {
  readonly id: NotificationId
  readonly kind: Kind
  readonly facts: Facts
  readonly at: Date
  readonly readAt?: Date
}

export type NewsLog = {
  /** Those that were not known, in their order; from now on they are. */
  addNew(news: readonly News[], now: Date, dueAt: Date): Promise<News[]>
}

/** Called after the commit: behind whose bells something is new, or read. May be lost. */
export type UnreadChanged = (people: readonly PersonId[]) => void

export type Notifications = {
  insert(news: readonly News[], dueAt: Date): Promise<void>
}

/** When a delivery goes out: not before `at`, and `spacingMs` after the last one of its group. */
export type Queued = {
  readonly news: News
  readonly channel: SentChannel
  readonly at: Date
  readonly spacingMs: number
}

export type Addressed = {
  readonly lang: Lang
  readonly preferences: Preferences
  /** At least one browser of theirs takes pushes. */
  readonly takesPushes: boolean
}

export type People = {
  /** Of everybody asked, also of those nothing is known of. */
  of(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Addressed>>
}

/**
 * A delivery as it was looked at. `events` only grows while it is due, so a verdict on it is void
 * once more has joined it.
 */
export type Looked = Pick<Delivery, 'id' | 'events'>

export type Deliveries = {
  /** Joins what waits of its group, or waits as the first. */
  queue(queued: readonly Queued[], now: Date, dueAt: Date): Promise<void>
  /**
   * Some that are to be looked at, which nobody else gets until `until`: up to `limit` that were
   * never tried and as many others, so that what waits again is in nobody's way.
   */
  take(now: Date, until: Date, limit: number): Promise<Taken[]>
  /** When the first one is or was to be looked at; undefined while none waits. */
  firstAt(): Promise<Date | undefined>
  hold(held: readonly { readonly id: DeliveryId; readonly until: Date }[]): Promise<void>
  /** Those that still stand for what was looked at. */
  end(
    ended: readonly (Looked & { readonly reason: string })[],
    state: 'dropped' | 'failed',
    now: Date,
  ): Promise<void>
  /**
   * Marks what is about to go out; returns those that still waited for `lease` and stand for what
   * was looked at.
   */
  begin(looked: readonly Looked[], lease: Date): Promise<ReadonlySet<DeliveryId>>
  /** What more has joined meanwhile need not wait for `lease`; the last word of a look. */
  release(looked: readonly Looked[], lease: Date, now: Date): Promise<void>
  /** One that waits again joins another of its group that has begun to wait meanwhile. */
  finish(id: DeliveryId, provider: string, next: Next, now: Date): Promise<void>
  /** What has become of a notice to a phone by its provider's word, whichever is known first. */
  reported(sendId: string, delivered: boolean): Promise<void>
}

/** `sending`: whoever took it before never said what became of it. */
export type Taken = Delivery & { readonly state: 'due' | 'sending' }

export type Subscription = {
  readonly id: SubscriptionId
  readonly person: PersonId
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  /** In which the browser subscribed; of one from before sessions were stored unknown. */
  readonly session?: string
}
export type NewSubscription = Omit<Subscription, 'id' | 'person' | 'session'>
