// News that come while no page is open: shown by the person's device, opened by a click.
import type { Api } from '../api/api.ts'
import { sendSubscription } from '../api/send-subscription.ts'
import type { ChangeEvent, ClickEvent, PushEvent, Scope } from './scope.ts'

type News = {
  readonly title: string
  readonly body: string
  /** A path of ours. */
  readonly url: string
  /** A later one of the same tag takes the place of the earlier. */
  readonly tag: string
  /** The number at the app's icon. */
  readonly badge?: number
}
// A push must show something, or the browser shows words of its own.
const UNREADABLE: News = { title: 'Automart.pk', body: '', url: '/', tag: 'automart' }

const newsIn = ({ data }: PushEvent): News => {
  try {
    return { ...UNREADABLE, ...(data?.json() as Partial<News> | null) }
  } catch {
    return UNREADABLE
  }
}

export const showNews = async (scope: Scope, event: PushEvent): Promise<void> => {
  const { title, body, url, tag, badge } = newsIn(event)
  const look = { icon: '/icon-192.png', badge: '/badge-96.png', dir: 'auto' } as const
  // The library of pages does not know that a later one may ring again.
  const options = { body, tag, ...look, renotify: true, data: { url } }
  await scope.registration.showNotification(title, options)
  if (badge !== undefined) await scope.navigator.setAppBadge?.(badge)
}

/** Where a click leads: never away from us. */
export const placeOf = (data: unknown, origin: string): string => {
  const { url } = (data ?? {}) as { readonly url?: unknown }
  try {
    const place = new URL(String(url), origin)
    if (place.origin === origin) return place.href
  } catch {
    // What cannot be read leads home.
  }
  return `${origin}/`
}

/** The tab to show it in: the one that does already, else one in which nobody writes an ad. */
const tabFor = async ({ clients }: Scope, place: string) => {
  const tabs = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  return (
    tabs.find(({ url }) => url === place) ??
    tabs.find(({ url }) => !/^(\/ur)?\/sell/.test(new URL(url).pathname))
  )
}

export const openNews = async (scope: Scope, { notification }: ClickEvent): Promise<void> => {
  notification.close()
  const place = placeOf(notification.data, scope.location.origin)
  const tab = await tabFor(scope, place)
  // A browser may refuse to raise a tab; it shows the news all the same.
  void tab?.focus().catch(() => undefined)
  try {
    if (tab && (tab.url === place || (await tab.navigate(place)))) return
  } catch {
    // A tab that this worker does not control stays where it is.
  }
  await scope.clients.openWindow(place)
}

/**
 * The browser has changed the address that news are sent to: the old one goes once the new one is
 * stored.
 */
export const renewSubscription = async (
  api: Api,
  scope: Scope,
  event: ChangeEvent,
): Promise<void> => {
  const { oldSubscription: old, newSubscription } = event
  const applicationServerKey = old?.options.applicationServerKey ?? null
  const subscription =
    newSubscription ??
    (await scope.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey,
    }))
  if (!(await sendSubscription(api, subscription))) return
  if (old && old.endpoint !== subscription.endpoint)
    await api('DELETE /me/push-subscriptions', { body: { endpoint: old.endpoint } })
}
