// What nobody should sleep through of codes, and of those who carry them.
import type { Alert } from './objectives.ts'

/** Of what a provider took by a channel; `of` are labels. */
const delivered = (of = ''): string =>
  `min by (channel, provider) (notify_delivered_ratio${of === '' ? '' : `{${of}}`})`
const ALL_CODES_LIMITED = 'identity_security_events_total{event="otp.limited",detail="all"}'
const CODES_SENT = 'identity_security_events_total{event=~"otp.sent|otp.send_unknown"}'
/** Half of what `inAll` of config/identity.yaml lets through an hour. */
export const HALF_OF_ALL_CODES = 1_000

const runbook = 'sign-in-broken'

export const SIGN_IN_ALERTS: readonly Alert[] = [
  {
    name: 'CodesNotDelivered',
    // One of two that delivers goes first by itself: then people have their codes.
    when: `max by (channel) (${delivered('channel="sms"')}) < 0.7`,
    lasting: '10m',
    severity: 'page',
    seen: 'People wait for codes by SMS that do not come: no provider delivers them.',
    runbook,
  },
  {
    name: 'ProviderFails',
    when: `${delivered()} < 0.7`,
    lasting: '15m',
    severity: 'ticket',
    seen:
      '{{ $labels.provider }} delivers too little by {{ $labels.channel }}; ' +
      'codes take another way, if there is one.',
    runbook,
  },
  {
    name: 'ReceiptsForged',
    when: 'sum by (provider) (increase(notify_receipts_total{outcome="forged"}[10m])) > 5',
    lasting: '0m',
    severity: 'ticket',
    seen:
      'Nobody: receipts of {{ $labels.provider }} are refused, forged or signed with another ' +
      'secret than ours, so nobody knows what it delivers.',
    runbook,
  },
  {
    name: 'SignInClosed',
    when: `sum(increase(${ALL_CODES_LIMITED}[10m])) > 0`,
    lasting: '0m',
    severity: 'page',
    seen: 'Nobody gets a code any more: the cap of all messages together is reached.',
    runbook,
  },
  {
    name: 'SignInNearlyClosed',
    when: `sum(increase(${CODES_SENT}[1h])) > ${HALF_OF_ALL_CODES}`,
    lasting: '5m',
    severity: 'page',
    seen: 'Nobody yet: half of the codes that an hour may have are sent. Then nobody gets one.',
    runbook,
  },
]
