// The composition root of notify: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { policyOf } from '@pk-auto/proto/policy'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { NotifyConfig, ProviderName } from './config.ts'
import { notifyRpc } from './inbound/rpc-notify.ts'
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
  const verbs = notifyVerbs({
    ...base,
    profile: config.profile,
    rules: { callingCodes: config.callingCodes, sandbox: config.profile !== 'production' },
    providers: { sms: driver(sms), whatsapp: driver(whatsapp), call: driver(call) },
    providerTimeoutMs: config.providerTimeoutMs,
    retentionMs: config.sendRetentionMs,
    report: sendLog(service.name),
  })
  const running = await serve(service, {
    policyOf,
    publishes: [],
    rpc: [implement(NotifyDefinition, notifyRpc(verbs))],
    sweeps: [{ name: 'expired', everyMs: config.sweepEveryMs, batch: verbs.sweepExpired }],
  })
  return { ...running, sweep: verbs.sweepExpired }
}
