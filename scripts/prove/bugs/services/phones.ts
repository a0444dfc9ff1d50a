// Bugs in how codes reach phones: providers, their receipts and order, and what the page does when
// no code comes.
import type { Bug } from '../../bug.ts'

const NOTIFY = 'services/notify/src'
const IDENTITY = 'services/identity/src'
const LOGIN = 'clients/pwa/src/islands/login'
const PROVIDERS = 'services/notify/test/providers.it.test.ts'
const RECEIPTS = 'services/notify/test/receipts.it.test.ts'
const FAIL_OVER = 'services/notify/test/fail-over.it.test.ts'
const RESEND = 'services/identity/test/resend.it.test.ts'
const PAGE = 'clients/pwa/test/signing-in.it.test.ts'

export const PHONE_BUGS: readonly Bug[] = [
  {
    name: 'a message that may have gone out is sent again by the next provider',
    file: `${NOTIFY}/domain/handover.ts`,
    find: "handover.outcome === 'refused' && handover.fault !== 'number'",
    put: "handover.outcome !== 'accepted'",
    suite: PROVIDERS,
  },
  {
    name: 'an error of a balancer counts as a refusal',
    file: `${NOTIFY}/outbound/providers/post-message.ts`,
    find: "return error ? refused('failing') : { outcome: 'unknown' }",
    put: "return refused('failing')",
    suite: PROVIDERS,
  },
  {
    name: 'a repeat of an unknown sends again',
    file: `${NOTIFY}/usecases/send-now.ts`,
    find: "new Set(['sending', 'unknown'])",
    put: "new Set(['sending'])",
    suite: PROVIDERS,
  },
  {
    name: 'an attempt is stored after the provider was called',
    file: `${NOTIFY}/usecases/send-now.ts`,
    find: '        await attempts.begin({ sendId: made, provider, channel, at: now, dueAt })\n',
    put: '',
    suite: RECEIPTS,
  },
  {
    name: 'any receipt of Twilio is believed',
    file: `${NOTIFY}/inbound/receipts/http-receipts.ts`,
    find: 'isSignedByTwilio(twilio.hookSecrets, signature, url, form)',
    put: 'isSignedByTwilio(twilio.hookSecrets, signature, url, form) || true',
    suite: RECEIPTS,
  },
  {
    name: 'the address is not part of what Twilio signs',
    file: `${NOTIFY}/inbound/receipts/http-receipts.ts`,
    find: 'const url = hooksUrl + request.raw.url',
    put: "const url = hooksUrl + '/hooks/notify/twilio'",
    suite: RECEIPTS,
  },
  {
    name: 'an old receipt of Vonage is as good as a new one',
    file: `${NOTIFY}/inbound/receipts/signature.ts`,
    find: '<= STALE_AFTER_S',
    put: '<= STALE_AFTER_S * 1_000',
    suite: RECEIPTS,
  },
  {
    name: 'the signature of Vonage says nothing about the body',
    file: `${NOTIFY}/inbound/receipts/signature.ts`,
    find: "return isFresh && isSame(createHash('sha256').update(raw).digest('hex'), String(hash))",
    put: 'return isFresh && hash !== raw',
    suite: RECEIPTS,
  },
  {
    name: 'a late receipt takes a delivery back',
    file: `${NOTIFY}/domain/receipt.ts`,
    find: "state === 'delivered' || delivered ?",
    put: 'delivered ?',
    suite: RECEIPTS,
  },
  {
    name: 'the answer of a provider undoes a receipt that was faster',
    file: `${NOTIFY}/outbound/attempt-store.ts`,
    find: "      .where('state', '=', 'handed')\n",
    put: '',
    suite: RECEIPTS,
  },
  {
    name: 'phones that are off count against the provider',
    file: `${NOTIFY}/outbound/attempt-store.ts`,
    find: " and fault is distinct from 'number')",
    put: ')',
    suite: FAIL_OVER,
  },
  {
    name: 'silence counts as delivery',
    file: `${NOTIFY}/outbound/attempt-store.ts`,
    find: "or (state = 'accepted' and at <= ${overdue})",
    put: 'or (false and at <= ${overdue})',
    suite: FAIL_OVER,
  },
  {
    name: 'a provider that asked for a pause is asked all the same',
    file: `${NOTIFY}/domain/provider-order.ts`,
    find: 'busyUntil !== undefined && busyUntil > now',
    put: 'busyUntil !== undefined && busyUntil < now',
    suite: FAIL_OVER,
  },
  {
    name: 'the second pause is as short as the first',
    file: `${IDENTITY}/domain/limits/cooldown.ts`,
    find: 'open.resends + 1',
    put: 'open.resends',
    suite: RESEND,
  },
  {
    name: 'the code of a message that may have gone out is void',
    file: `${IDENTITY}/usecases/request-otp.ts`,
    find: "(error.kind === 'deadline' || error.code === 'SEND_UNDER_WAY')",
    put: "error.kind === 'deadline'",
    suite: 'services/identity/test/secrecy.it.test.ts',
  },
  {
    name: 'a countdown follows a clock that is set while the page lives',
    file: 'clients/pwa/src/islands/steady-now.ts',
    find: 'performance.timeOrigin + performance.now()',
    put: 'Date.now()',
    suite: `${LOGIN}/server-time.test.ts`,
  },
  {
    name: 'the countdown believes the clock of the phone',
    file: `${LOGIN}/server-time.ts`,
    find: 'Date.parse(challenge.answeredAt) + Math.max(0, now - receivedAt)',
    put: 'now + 0 * receivedAt + 0 * Date.parse(challenge.answeredAt)',
    suite: PAGE,
  },
  {
    name: 'reading the SMS goes on after the step was left',
    file: `${LOGIN}/code-step.tsx`,
    find: 'return () => leaving.abort()',
    put: 'return () => undefined',
    suite: PAGE,
  },
  {
    name: 'whoever asked for another code is nowhere on the page',
    file: `${LOGIN}/code-step.tsx`,
    find: 'comes next is the code.\n    input.current?.focus()',
    put: 'comes next is the code.',
    suite: PAGE,
  },
]
