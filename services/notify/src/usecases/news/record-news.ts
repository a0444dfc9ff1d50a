// Takes news in: what is new to each person goes behind the bell and into what is sent.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Facts, News, SentChannel } from '../../domain/news/news.ts'
import { CHANNELS, isFresh, purposeOf } from '../../domain/news/news.ts'
import { allows, type Defaults, type Preferences } from '../../domain/news/preferences.ts'
import type {
  Addressed,
  Deliveries,
  NewsLog,
  Notifications,
  People,
  UnreadChanged,
} from './stores.ts'

export type NewsTiming = {
  /** Older news is for nobody. */
  readonly maxAgeMs: number
  /** Whoever is reading the conversation needs no push. */
  readonly messageSettleMs: number
  /** Between two pushes of one conversation. */
  readonly messageSpacingMs: number
  readonly retentionMs: number
}

export type RecordNewsDeps = {
  clock: Clock
  defaults: Defaults
  timing: NewsTiming
  unreadChanged: UnreadChanged
  /** Titles of ads, of those that have one. A batch of at most 100. */
  titlesOf: (listings: readonly string[]) => Promise<ReadonlyMap<string, Facts['title']>>
  inTransaction: InTransaction<{
    newsLog: NewsLog
    notifications: Notifications
    people: People
    deliveries: Deliveries
  }>
}

const TITLES_AT_ONCE = 100

/**
 * Idempotent by event and person. A failure of whoever knows titles rejects, and the batch comes
 * again.
 */
export function recordNews(deps: RecordNewsDeps) {
  const { clock, defaults, timing, unreadChanged, inTransaction } = deps
  const { messageSettleMs, messageSpacingMs } = timing

  const titled = async (news: readonly News[]): Promise<News[]> => {
    const ids = [...new Set(news.flatMap(({ kind, facts }) => needsTitle(kind, facts)))]
    const titles = new Map<string, Facts['title']>()
    for (let from = 0; from < ids.length; from += TITLES_AT_ONCE)
      for (const [id, title] of await deps.titlesOf(ids.slice(from, from + TITLES_AT_ONCE)))
        titles.set(id, title)
    return news.map((one) => {
      const title = one.facts.listing === undefined ? undefined : titles.get(one.facts.listing)
      return title ? { ...one, facts: { ...one.facts, title } } : one
    })
  }

  const planOf = (news: News, person: Addressed | undefined) => ({
    news,
    shown: isShown(news, person, defaults),
    channels: sentChannels(news, person, defaults),
  })
  const queuedOf = ({ news, channels }: ReturnType<typeof planOf>, now: Date) =>
    channels.map((channel) => {
      const settle = news.kind === 'message' ? messageSettleMs : 0
      const spacingMs = news.kind === 'message' ? messageSpacingMs : 0
      return { news, channel, at: new Date(now.getTime() + settle), spacingMs }
    })

  return async function recordNews(all: readonly News[]): Promise<void> {
    const fresh = all.filter((one) => isFresh(one, clock.now(), timing.maxAgeMs))
    if (fresh.length === 0) return
    const wanted = await titled(fresh)
    let bellNews: readonly News[] = []
    await inTransaction({ system: 'notify.record-news' }, async (stores) => {
      const now = clock.now()
      const dueAt = new Date(now.getTime() + timing.retentionMs)
      const people = await stores.people.of([...new Set(wanted.map(({ person }) => person))])
      // What reaches nobody is not stored either: most messages are read where they are written.
      const plans = wanted
        .map((one) => planOf(one, people.get(one.person)))
        .filter(({ shown, channels }) => shown || channels.length > 0)
      if (plans.length === 0) return
      const added = new Set(
        await stores.newsLog.addNew(
          plans.map(({ news }) => news),
          now,
          dueAt,
        ),
      )
      const fit = plans.filter(({ news }) => added.has(news))
      bellNews = fit.filter(({ shown }) => shown).map(({ news }) => news)
      await stores.notifications.insert(bellNews, dueAt)
      await stores.deliveries.queue(
        fit.flatMap((plan) => queuedOf(plan, now)),
        now,
        dueAt,
      )
    })
    unreadChanged([...new Set(bellNews.map(({ person }) => person))])
  }
}

/** A notice of a message names its sender, not its ad. */
const needsTitle = (kind: News['kind'], { listing }: Facts): string[] =>
  kind === 'message' || listing === undefined ? [] : [listing]

const isChosen = ({ channels }: News, channel: (typeof CHANNELS)[number]): boolean =>
  channels === undefined || channels.includes(channel)

const preferencesOf = (person: Addressed | undefined): Preferences =>
  person?.preferences ?? { purposes: {} }

const isShown = (news: News, person: Addressed | undefined, defaults: Defaults): boolean =>
  isChosen(news, 'in-app') &&
  allows(preferencesOf(person), defaults, purposeOf(news.kind), 'in-app')

/** Where nobody could be reached nothing waits: a browser that comes later needs no old news. */
const sentChannels = (
  news: News,
  person: Addressed | undefined,
  defaults: Defaults,
): SentChannel[] =>
  CHANNELS.filter(
    (channel): channel is SentChannel =>
      channel !== 'in-app' &&
      (channel !== 'push' || person?.takesPushes === true) &&
      isChosen(news, channel) &&
      allows(preferencesOf(person), defaults, purposeOf(news.kind), channel),
  )
