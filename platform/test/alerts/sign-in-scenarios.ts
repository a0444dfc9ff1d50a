// Codes that do not come, and a sign-in that closes.
import { growing, type Scenario, type Series, steady } from './series.ts'

const share = (channel: string, provider: string, value: number): Series =>
  steady(
    `notify_delivered_ratio{service="notify",channel="${channel}",provider="${provider}"}`,
    value,
  )
const limited = (by: string) =>
  `identity_security_events_total{service="identity",event="otp.limited",detail="${by}"}`
const sent = (event: string, perMinute: number): Series =>
  growing(
    `identity_security_events_total{service="identity",event="${event}",detail="sms"}`,
    perMinute,
  )
const receipts = (outcome: string, perMinute: number): Series =>
  growing(`notify_receipts_total{service="notify",provider="one",outcome="${outcome}"}`, perMinute)

export const SIGN_IN_SCENARIOS: readonly Scenario[] = [
  {
    alert: 'CodesNotDelivered',
    broken: [share('sms', 'one', 0.4), share('sms', 'two', 0.6)],
    // One of two that delivers goes first; what WhatsApp loses comes by SMS.
    healthy: [share('sms', 'one', 0.4), share('sms', 'two', 0.95), share('whatsapp', 'w', 0.1)],
    after: 15,
  },
  {
    alert: 'ProviderFails',
    broken: [share('whatsapp', 'one', 0.4), share('whatsapp', 'two', 0.95)],
    healthy: [share('whatsapp', 'one', 0.9), share('sms', 'one', 0.8)],
    after: 20,
  },
  {
    alert: 'ReceiptsForged',
    broken: [receipts('forged', 1), receipts('delivered', 100)],
    healthy: [receipts('repeated', 10), receipts('delivered', 100)],
    after: 12,
  },
  {
    alert: 'SignInClosed',
    broken: [[limited('all'), '0x10 3x1440']],
    healthy: [growing(limited('number'), 5)],
    after: 12,
  },
  {
    alert: 'SignInNearlyClosed',
    broken: [sent('otp.sent', 16), sent('otp.send_unknown', 2)],
    // As many again are tried: they cost nothing.
    healthy: [sent('otp.sent', 15), sent('otp.tried', 15)],
    after: 70,
  },
]
