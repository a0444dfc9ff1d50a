// Sends and receipts as log lines, counters and gauges: the way, the driver and the outcome, never
// the number or the text.
import type { Clock } from '@pk-auto/kernel/clock'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { deliveredShare } from '../domain/provider-order.ts'
import type { SendNowDeps } from '../usecases/send-now.ts'
import type { TakeReceiptsDeps } from '../usecases/take-receipts.ts'

type Reports = Pick<SendNowDeps, 'reportSend' | 'reportMeasured'> &
  Pick<TakeReceiptsDeps, 'reportReceipt'>

type Rules = {
  readonly minSends: number
  readonly windowMs: number
  readonly clock: Clock
}

/** By `Date.getTime()`. */
type Share = { readonly share?: number | undefined; readonly until?: number }

/** With fewer than `minSends` results a provider has no share: nobody is woken by one of two. */
export function sendLog(service: string, { minSends, windowMs, clock }: Rules): Reports {
  const log = loggerFor(service)
  const metrics = metricsFor(service)
  const sends = metrics.counter('notify_sends_total')
  const receipts = metrics.counter('notify_receipts_total')
  const shares = new Map<string, Share>()
  // What a process measured before it had nothing more to send is nobody's state for ever.
  const shown = (key: string): number | undefined => {
    const { share, until = 0 } = shares.get(key) ?? {}
    return clock.now().getTime() <= until ? share : undefined
  }
  return {
    reportSend({ event, channel, provider, outcome, fault = '' }) {
      sends.add(1, { channel, provider, outcome })
      log[outcome === 'accepted' ? 'info' : 'warn']({ event, channel, provider, outcome, fault })
    },
    reportReceipt({ provider, outcome }) {
      receipts.add(1, { provider, outcome })
      const event = 'receipt.taken'
      log[outcome === 'forged' ? 'warn' : 'info']({ event, provider, outcome })
    },
    reportMeasured(channel, measured) {
      for (const key of shares.keys()) if (key.startsWith(`${channel}:`)) shares.set(key, {})
      for (const each of measured) {
        const { provider } = each
        const key = `${channel}:${provider}`
        if (!shares.has(key))
          metrics.gauge('notify_delivered_ratio', () => shown(key), { channel, provider })
        const isJudged = each.delivered + each.failed >= minSends
        const until = clock.now().getTime() + windowMs
        shares.set(key, isJudged ? { share: deliveredShare(each), until } : {})
      }
    },
  }
}
