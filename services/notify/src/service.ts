// The composition root of notify: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { acceptedSecrets } from '@pk-auto/lifecycle/service-settings'
import { newsChannel } from '@pk-auto/live/person-channel'
import { policyOf } from '@pk-auto/proto/policy'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { NotifyConfig } from './config.ts'
import { consumeNews } from './inbound/consume-news.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { notifyRpc } from './inbound/rpc-notify.ts'
import { receiptsHttp } from './inbound/receipts/http-receipts.ts'
import { neighboursOf } from './outbound/neighbours.ts'
import { sendingOf } from './outbound/sending.ts'
import { stores } from './outbound/stores.ts'
import { notifyVerbs } from './usecases/index.ts'
import type { MessageProvider } from './usecases/hand-over.ts'

export { readNotifyConfig, type NotifyConfig } from './config.ts'
export type { OutgoingMessage } from './domain/message.ts'
export type { MessageProvider } from './usecases/hand-over.ts'

export type RunningNotify = Running & {
  /** Removes one batch of what has expired; the `jobs` role does it by itself. */
  sweep(): Promise<number>
  /** Sends one batch of what is due; the `jobs` role does it by itself. */
  deliver(): Promise<number>
}

export type NotifyOverrides = {
  clock?: Clock
  /** In place of the configured driver of every way. */
  provider?: MessageProvider
  /** In [0, 1): which message probes a failing provider. */
  chance?: () => number
}

export async function startNotify(
  config: NotifyConfig,
  { clock, provider, chance = Math.random }: NotifyOverrides = {},
): Promise<RunningNotify> {
  await using service = openService('notify', { config, clock })
  const inTransaction = service.transactions(stores(config.serviceSecret))
  const base = { clock: service.clock, inTransaction }
  const neighbours = neighboursOf(service, config.urls)
  const sending = sendingOf(config, { ...base, ...neighbours, name: service.name, provider })
  const { news, webOrigin } = config
  const verbs = notifyVerbs({
    ...{ ...base, ...neighbours, ...sending, chance },
    ...{ profile: config.profile, measure: config.measure },
    rules: { callingCodes: config.callingCodes, sandbox: config.profile !== 'production' },
    ...{ webOrigin, webHost: new URL(webOrigin).hostname, stopSecrets: acceptedSecrets(config) },
    ...{ providerTimeoutMs: config.providerTimeoutMs, retentionMs: config.sendRetentionMs },
    ...{ defaults: news.defaults, timing: news.timing, pushHosts: news.pushHosts },
    ...{ retries: news.retries, leaseMs: news.leaseMs },
    unreadChanged: (people) => people.forEach((one) => service.redis?.hint(newsChannel(one))),
  })
  // Asked by every process, so that it is seen when none runs the sweep.
  const metrics = metricsFor(service.name)
  service.use(metrics.askedGauge('notify_delivery_overdue_ms', verbs.measureOverdue))
  const running = await serve(service, {
    ...{ policyOf, publishes: [] },
    rpc: [implement(NotifyDefinition, notifyRpc(verbs, config.vapid.publicKey))],
    http: (app) =>
      receiptsHttp(app, {
        ...{ clock: service.clock, providers: config.providers, use: verbs },
        report: sending.reportReceipt,
      }),
    subscriptions: [...consumeNews(verbs), consumePeople(verbs)],
    sweeps: [
      { name: 'expired', everyMs: config.sweepEveryMs, batch: verbs.sweepExpired },
      { name: 'deliver', everyMs: news.everyMs, batch: verbs.deliverDue },
    ],
  })
  return { ...running, sweep: verbs.sweepExpired, deliver: verbs.deliverDue }
}
