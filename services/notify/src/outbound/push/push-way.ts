// Web push: each browser of a person gets the notice, encrypted for it alone (RFC 8291) and signed
// by our key (RFC 8292).
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import webpush from 'web-push'
import type { Outcome } from '../../domain/news/delivery.ts'
import type { SubscriptionId } from '../../domain/ids.ts'
import type { Notice, Way } from '../../usecases/deliveries/deliver-due.ts'
import type { Subscriptions } from '../../usecases/centre/subscribe-push.ts'
import type { Subscription } from '../../usecases/news/stores.ts'
import type { HostCircuits } from '../host-circuits.ts'
import type { PeopleClient } from '../people-client.ts'

export type Vapid = {
  readonly publicKey: string
  readonly privateKey: string
  /** Where a push service reaches us: mailto: or https: */
  readonly subject: string
}

export type PushDeps = {
  clock: Clock
  circuits: HostCircuits
  vapid: Vapid
  /** How long a push service may hold a notice for a phone that is off. */
  ttlSeconds: number
  timeoutMs: number
  /** Which of these are not over. */
  openAmong: PeopleClient['openAmong']
  inTransaction: InTransaction<{
    subscriptions: Pick<Subscriptions, 'of' | 'removeById' | 'removeOfSessions'>
  }>
}

type Answer = Outcome & { readonly subscription: SubscriptionId }

const SYSTEM = { system: 'notify.push' }
const GONE = new Set([404, 410])
/** Of what was asked: another try would get the same answer. */
const REFUSED = new Set([400, 401, 403, 413])

/**
 * Asks the browsers that have not got it yet; those that are gone or signed out are removed, and
 * while nobody knows who is signed in nothing is sent.
 */
export const pushWay = (deps: PushDeps): Way => ({
  name: 'web-push',
  async send(notice) {
    const { inTransaction } = deps
    const { person, reached } = notice.delivery
    const all = await inTransaction(SYSTEM, ({ subscriptions }) => subscriptions.of(person))
    const browsers = all.filter(({ id }) => !reached.includes(id))
    const sessions = browsers.flatMap(({ session }) => session ?? [])
    const open = await deps.openAmong(sessions).catch(() => undefined)
    if (!open) return { is: 'deferred' }
    const signedIn = browsers.filter(({ session }) => session === undefined || open.has(session))
    const answers = await Promise.all(signedIn.map((browser) => sendTo(browser, notice, deps)))
    const gone = answers.filter(({ is }) => is === 'gone').map(({ subscription }) => subscription)
    const over = sessions.filter((session) => !open.has(session))
    await inTransaction(SYSTEM, async ({ subscriptions }) => {
      await subscriptions.removeById(gone)
      await subscriptions.removeOfSessions(over)
    })
    return outcomeOfAll(answers, reached)
  },
})

/** What the answers of a person's browsers come to, of whom some had it before. */
function outcomeOfAll(answers: readonly Answer[], before: readonly SubscriptionId[]): Outcome {
  const asked = answers.flatMap((one) => (one.is === 'deferred' ? (one.retryAfterMs ?? 0) : []))
  const retryAfterMs = Math.max(0, ...asked)
  const patience = retryAfterMs > 0 && { retryAfterMs }
  const worst: Outcome | undefined =
    asked.length > 0 ? { is: 'deferred', ...patience } : answers.find(({ is }) => is === 'unknown')
  const accepted = answers.filter(({ is }) => is === 'accepted')
  const reached = [...before, ...accepted.map(({ subscription }) => subscription)]
  if (reached.length === 0)
    return worst ?? answers.find(({ is }) => is === 'refused') ?? { is: 'gone' }
  const reference = accepted.flatMap((one) => (one.is === 'accepted' ? one.reference : []))[0] ?? ''
  if (!worst) return { is: 'accepted', reference }
  return { is: 'partly', reference, reached, ...patience }
}

async function sendTo(browser: Subscription, notice: Notice, deps: PushDeps): Promise<Answer> {
  const { host } = new URL(browser.endpoint)
  const outcome = await deps.circuits.ask(host, () => post(browser, notice, deps))
  return { ...outcome, subscription: browser.id }
}

async function post(browser: Subscription, notice: Notice, deps: PushDeps): Promise<Outcome> {
  const { endpoint, p256dh, auth } = browser
  try {
    const request = webpush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      payloadOf(notice),
      { vapidDetails: deps.vapid, TTL: deps.ttlSeconds, urgency: urgencyOf(notice) },
    )
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: request.headers as Record<string, string>,
      body: new Uint8Array(request.body as Buffer),
      // Only the address that was checked when the browser subscribed.
      redirect: 'error',
      signal: AbortSignal.timeout(deps.timeoutMs),
    })
    await response.body?.cancel()
    return outcomeOf(response, deps.clock.now())
  } catch (error) {
    const closed = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
    return { is: closed ? 'deferred' : 'unknown' }
  }
}

function outcomeOf({ status, headers }: Response, now: Date): Outcome {
  if (status >= 200 && status < 300)
    return { is: 'accepted', reference: headers.get('location')?.slice(-100) ?? '' }
  if (GONE.has(status)) return { is: 'gone' }
  if (REFUSED.has(status)) return { is: 'refused' }
  const retryAfterMs = retryAfterMsOf(headers.get('retry-after') ?? '', now)
  return { is: 'deferred', ...(retryAfterMs > 0 && { retryAfterMs }) }
}

/** Seconds, or the moment itself (RFC 9110); 0 where it says neither. */
function retryAfterMsOf(header: string, now: Date): number {
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) ? ms : 0
}

const urgencyOf = ({ delivery }: Notice) =>
  delivery.kind === 'message' || delivery.kind.startsWith('offer-') ? 'high' : 'normal'

/** What the service worker reads. A second notice of one tag replaces the first. */
const payloadOf = ({ title, body, path, delivery, badge }: Notice): string =>
  JSON.stringify({ title, body, url: path, tag: delivery.group, badge })
