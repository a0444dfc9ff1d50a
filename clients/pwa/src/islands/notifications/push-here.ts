// Pushes on this device: whether it takes them, beginning and ending it, and whose they are.
import type { Api } from '../../api/api.ts'
import { sendSubscription } from '../../api/send-subscription.ts'

export type PushState = 'on' | 'off' | 'denied' | 'none'

/** Long enough for a worker to install; a page without one has none. */
const WORKER_MS = 4_000

const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
  Promise.race([
    navigator.serviceWorker.ready,
    new Promise<undefined>((resolve) => setTimeout(resolve, WORKER_MS, undefined)),
  ])

const subscriptionHere = async (): Promise<PushSubscription | undefined> => {
  const found = canPush() ? await navigator.serviceWorker.getRegistration() : undefined
  return (await found?.pushManager.getSubscription()) ?? undefined
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
    letter.charCodeAt(0),
  )

export async function pushState(): Promise<PushState> {
  if (!canPush()) return 'none'
  if (Notification.permission === 'denied') return 'denied'
  return (await subscriptionHere()) ? 'on' : 'off'
}

/** Asks the person, subscribes and says so to us. @throws when the push service cannot be asked */
export async function startPush(api: Api): Promise<PushState | 'failed'> {
  if (!canPush()) return 'none'
  const allowed = await Notification.requestPermission()
  if (allowed !== 'granted') return allowed === 'denied' ? 'denied' : 'off'
  const [key, worker] = await Promise.all([api('GET /push/key'), registration()])
  if (!key.ok || !worker) return 'failed'
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key.value.key) }
  const subscription = await worker.pushManager.subscribe(options)
  if (await sendSubscription(api, subscription)) return 'on'
  await subscription.unsubscribe()
  return 'failed'
}

/** Before signing out too: what is for one person is not shown to the next. Never rejects. */
export async function stopPush(api: Api): Promise<void> {
  try {
    const subscription = await subscriptionHere()
    if (!subscription) return
    const { endpoint } = subscription
    await api('DELETE /me/push-subscriptions', { body: { endpoint } })
    await subscription.unsubscribe()
  } catch {
    // A browser that cannot say so takes no more pushes once its endpoint is gone.
  }
}

/** After signing in: this device's pushes are this person's from now on. Never rejects. */
export async function adoptPush(api: Api): Promise<void> {
  try {
    const subscription = await subscriptionHere()
    if (subscription) await sendSubscription(api, subscription)
  } catch {
    // Without it nothing is pushed here; the settings say so.
  }
}
