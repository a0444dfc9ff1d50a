// Sends what is due: judged now, marked before anything leaves, and its outcome stored.
import type { Clock } from '@pk-auto/kernel/clock'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { DeliveryId, PersonId } from '../../domain/ids.ts'
import type { Lang } from '../../domain/message.ts'
import {
  abandoned,
  after,
  type Delivery,
  judge,
  type Outcome,
  type Reading,
  type Retries,
} from '../../domain/news/delivery.ts'
import { isTalk, purposeOf, type SentChannel } from '../../domain/news/news.ts'
import type { Defaults } from '../../domain/news/preferences.ts'
import { pathOf, sentenceOf } from '../../domain/words/words.ts'
import type { UnreadOfPeople } from '../centre/stores.ts'
import type { Addressed, Deliveries, Looked, People, Taken } from '../news/stores.ts'
import { type BadgeDeps, countBadges } from './count-badges.ts'

/** What leaves, ready to be read. */
export type Notice = {
  readonly delivery: Delivery
  readonly lang: Lang
  readonly title: string
  readonly body: string
  /** On the web, with its language. */
  readonly path: string
  /** All that the person has not seen, for the icon of the app; absent where nobody can say. */
  readonly badge?: number
}

/** A way to reach people. Never rejects: what went wrong is an outcome. */
export type Way = {
  readonly name: string
  send(notice: Notice): Promise<Outcome>
}

/** What chat says of a message or an offer that waits: the person's side, and whose it is. */
export type MessageView = {
  readonly reading: Reading
  readonly name: string
  readonly preview: string
}

export type DeliverDueDeps = Pick<BadgeDeps, 'unreadMessagesOf'> & {
  clock: Clock
  defaults: Defaults
  retries: Retries
  /** In [0, 1): spreads the waits between tries. */
  chance: () => number
  /** How long one that was taken is left alone. */
  leaseMs: number
  ways: Readonly<Partial<Record<SentChannel, Way>>>
  /** Of deliveries of talk, by their id; one that is absent is in no conversation any more. */
  messages: (of: readonly Delivery[]) => Promise<ReadonlyMap<DeliveryId, MessageView>>
  inTransaction: InTransaction<{ deliveries: Deliveries; people: People; unread: UnreadOfPeople }>
  report: (event: { channel: SentChannel; purpose: string; outcome: string }) => void
}

/** `away`: chat or identity could not be asked. */
type Views = {
  readonly views: ReadonlyMap<DeliveryId, MessageView>
  readonly away?: { readonly error: unknown }
}

/** Of what is new, and of what waits again: both together are what identity answers at once. */
const BATCH = 50
const REPORTED = { due: 'deferred', sent: 'sent' } as const
const SYSTEM = { system: 'notify.deliver' }

/**
 * One batch of what is new and one of what waits again; returns how many were looked at. At most
 * one send per delivery on every channel but push, also when this process dies in the middle. While
 * chat cannot be asked messages and offers wait for their lease and all else goes out; then it
 * rejects, so that somebody sees it. What joins a delivery while it is judged voids the verdict: it
 * is judged again, with what is new.
 */
export function deliverDue(deps: DeliverDueDeps) {
  const { clock, defaults, retries, chance, leaseMs, ways, inTransaction, report } = deps
  const badgesOf = countBadges(deps)

  const send = async (notice: Notice, way: Way): Promise<void> => {
    const { delivery } = notice
    const outcome = await way.send(notice)
    await failpoint('notify.after_provider')
    const now = clock.now()
    const next = after({ ...delivery, tries: delivery.tries + 1 }, outcome, retries, now, chance)
    await inTransaction(SYSTEM, ({ deliveries }) =>
      deliveries.finish(delivery.id, way.name, next, now),
    )
    // Once of each that waits, however often it is tried: a share of deliveries, not of tries.
    if (next.state === 'due' && delivery.tries > 0) return
    report({
      ...{ channel: delivery.channel, purpose: purposeOf(delivery.kind) },
      outcome: next.state === 'failed' ? next.reason : REPORTED[next.state],
    })
  }

  const viewsOf = async (messages: readonly Delivery[]): Promise<Views> => {
    if (messages.length === 0) return { views: new Map() }
    return deps.messages(messages).then(
      (views) => ({ views }),
      (error: unknown) => ({ views: new Map(), away: { error } }),
    )
  }

  return async function deliverDue(): Promise<number> {
    const now = clock.now()
    const lease = new Date(now.getTime() + leaseMs)
    const { taken, people } = await inTransaction(SYSTEM, async (stores) => {
      const rows = await stores.deliveries.take(now, lease, BATCH)
      const persons = [...new Set(rows.map(({ person }) => person))]
      return { taken: rows, people: await stores.people.of(persons) }
    })
    if (taken.length === 0) return 0
    const waiting = taken.filter((one) => one.state === 'due' || abandoned(one) === 'again')
    const { views, away } = await viewsOf(waiting.filter(({ kind }) => isTalk(kind)))
    const ready = away ? waiting.filter(({ kind }) => !isTalk(kind)) : waiting
    const judged = ready.map((delivery) => ({
      delivery,
      verdict: judge(delivery, {
        ...{ preferences: addressed(people, delivery.person).preferences, defaults, now },
        ...(isTalk(delivery.kind) && { reading: views.get(delivery.id)?.reading ?? 'gone' }),
      }),
    }))
    const sendable = judged.filter(({ verdict }) => verdict.do === 'send')
    const begun = await inTransaction(SYSTEM, async ({ deliveries }) => {
      await deliveries.end(lost(taken), 'failed', now)
      await deliveries.hold(
        judged.flatMap(({ delivery: { id }, verdict }) =>
          verdict.do === 'hold' ? [{ id, until: verdict.until }] : [],
        ),
      )
      await deliveries.end(
        judged.flatMap(({ delivery, verdict }) =>
          verdict.do === 'drop' ? [{ ...looked(delivery), reason: verdict.reason }] : [],
        ),
        'dropped',
        now,
      )
      const sending = await deliveries.begin(
        sendable.map(({ delivery }) => looked(delivery)),
        lease,
      )
      // After all others: what they have not changed by now is what more has joined.
      await deliveries.release(ready.map(looked), lease, now)
      return sending
    })
    const going = sendable.map(({ delivery }) => delivery).filter(({ id }) => begun.has(id))
    await failpoint('notify.after_begin')
    const badges = await badgesOf(
      going.filter(({ channel }) => channel === 'push').map(({ person }) => person),
    )
    await Promise.all(
      going.map(async (delivery) => {
        const way = ways[delivery.channel]
        const { lang } = addressed(people, delivery.person)
        const badge = badges.get(delivery.person)
        const notice = noticeOf(delivery, lang, views.get(delivery.id))
        return send({ ...notice, ...(badge !== undefined && { badge }) }, way ?? nowhere)
      }),
    )
    if (away) throw away.error
    return taken.length
  }
}

const nowhere: Way = { name: 'none', send: async () => ({ is: 'gone' }) }

/** Of somebody nothing is known of the defaults hold. */
const addressed = (people: ReadonlyMap<PersonId, Addressed>, person: PersonId): Addressed =>
  people.get(person) ?? { lang: 'en', preferences: { purposes: {} }, takesPushes: false }

const looked = ({ id, events }: Delivery): Looked => ({ id, events })

const lost = (taken: readonly Taken[]) =>
  taken
    .filter((one) => one.state === 'sending' && abandoned(one) === 'unknown')
    .map((one) => ({ ...looked(one), reason: 'unknown' }))

function noticeOf(delivery: Delivery, lang: Lang, view: MessageView | undefined): Notice {
  const events = delivery.kind === 'message' ? (view?.reading.unread ?? 1) : delivery.events
  const sentence = sentenceOf(
    { ...delivery, events, ...(view && { name: view.name, preview: view.preview }) },
    lang,
  )
  const path = pathOf(delivery)
  return { delivery, lang, ...sentence, path: lang === 'ur' ? `/ur${path}` : path }
}
