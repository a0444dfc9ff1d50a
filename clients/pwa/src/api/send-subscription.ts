// Tells the gateway where the pushes of a browser go, from a page or from the worker.
import type { Api } from './api.ts'

/** True once it is stored. */
export const sendSubscription = async (
  api: Api,
  subscription: PushSubscription,
): Promise<boolean> => {
  const { endpoint, keys = {} } = subscription.toJSON()
  const { p256dh = '', auth = '' } = keys
  const body = { endpoint: endpoint ?? subscription.endpoint, keys: { p256dh, auth } }
  return (await api('POST /me/push-subscriptions', { body })).ok
}
