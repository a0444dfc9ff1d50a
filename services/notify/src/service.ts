// The composition root of notify: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { policyOf } from '@pk-auto/proto/policy'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { NotifyConfig, ProviderName } from './config.ts'
import { consumeNews } from './inbound/consume-news.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { mailRpc } from './inbound/rpc-mail.ts'
import { centreRpc } from './inbound/rpc-centre.ts'
import { sendingRpc } from './inbound/rpc-notify.ts'
import { deliveryLog } from './outbound/delivery-log.ts'
import { titlesOf } from './outbound/listing-client.ts'
import { sandboxMailer, smtpMailer } from './outbound/mail/mailer.ts'
import { mailWays } from './outbound/mail/mail-way.ts'
import { messageClient } from './outbound/message-client.ts'
import { pushWay } from './outbound/push/push-way.ts'
import { sandboxProvider } from './outbound/sandbox-provider.ts'
import { sendLog } from './outbound/send-log.ts'
import { stores } from './outbound/stores.ts'
import { notifyVerbs } from './usecases/index.ts'
import type { MessageProvider } from './usecases/send-now.ts'

export { readNotifyConfig, type NotifyConfig } from './config.ts'
export type { MessageProvider, OutgoingMessage } from './usecases/send-now.ts'

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
}

export async function startNotify(
  config: NotifyConfig,
  { clock, provider }: NotifyOverrides = {},
): Promise<RunningNotify> {
  await using service = openService('notify', { config, clock })
  const inTransaction = service.transactions(stores(config.serviceSecret))
  const base = { clock: service.clock, inTransaction }
  const drivers: Record<ProviderName, MessageProvider> = {
    sandbox: sandboxProvider({ ...base, retentionMs: config.sandboxRetentionMs }),
  }
  const driver = (name: ProviderName) => provider ?? drivers[name]
  const { sms, whatsapp, call } = config.providers
  const { urls, vapid, news, mail } = config
  const identity = service.client(IdentityDefinition, urls.identity)
  const stopSecret = config.serviceSecret
  const { notices, mailProof } = mailWays({
    mailer:
      mail.url === undefined
        ? sandboxMailer(drivers.sandbox)
        : smtpMailer({ ...mail, url: mail.url }),
    ...{ webOrigin: config.webOrigin, stopSecret, identity },
  })
  const verbs = notifyVerbs({
    ...base,
    profile: config.profile,
    rules: { callingCodes: config.callingCodes, sandbox: config.profile !== 'production' },
    providers: { sms: driver(sms), whatsapp: driver(whatsapp), call: driver(call) },
    providerTimeoutMs: config.providerTimeoutMs,
    retentionMs: config.sendRetentionMs,
    reportSend: sendLog(service.name),
    ...{ defaults: news.defaults, timing: news.timing, pushHosts: news.pushHosts },
    titlesOf: titlesOf(service.client(SearchDefinition, urls.search)),
    messages: messageClient(service.client(ChatDefinition, urls.chat), identity),
    ...{ stopSecret, mailProof },
    ...{ retries: news.retries, leaseMs: news.leaseMs },
    ways: {
      email: notices,
      push: pushWay({
        ...{ vapid, ttlSeconds: news.pushTtlSeconds, timeoutMs: news.timeoutMs, inTransaction },
      }),
    },
    report: deliveryLog(service.name),
  })
  const running = await serve(service, {
    policyOf,
    publishes: [],
    rpc: [
      implement(NotifyDefinition, {
        ...sendingRpc(verbs),
        ...mailRpc(verbs),
        ...centreRpc(verbs, vapid.publicKey),
      }),
    ],
    subscriptions: [...consumeNews(verbs), consumePeople(verbs)],
    sweeps: [
      { name: 'expired', everyMs: config.sweepEveryMs, batch: verbs.sweepExpired },
      { name: 'deliver', everyMs: news.everyMs, batch: verbs.deliverDue },
    ],
  })
  return { ...running, sweep: verbs.sweepExpired, deliver: verbs.deliverDue }
}
