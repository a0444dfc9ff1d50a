// Bugs in how people are told: once, when they want it, in words of theirs, and only them.
import type { Bug } from '../../bug.ts'

const NOTIFY = 'services/notify/src'
const PUSH = 'services/notify/test/push.it.test.ts'
const JOINED = 'services/notify/test/joined.it.test.ts'
const OUTAGES = 'services/notify/test/outages.it.test.ts'
const MAIL = 'services/notify/test/mail.it.test.ts'
const CENTRE = 'services/notify/test/centre.it.test.ts'
const CRASHES = 'services/notify/test/delivery-crashes.it.test.ts'
const WHATSAPP = 'services/notify/test/whatsapp.it.test.ts'
const EMAIL = 'services/identity/test/email.it.test.ts'

export const NOTICE_BUGS: readonly Bug[] = [
  {
    name: 'an event that comes again is told again',
    file: `${NOTIFY}/outbound/news/news-store.ts`,
    find: '(keys.has(key) ? [one] : [])',
    put: '(keys.size >= 0 ? [one] : [])',
    suite: PUSH,
  },
  {
    name: 'what the person has read meanwhile is pushed',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: 'if (side.unread === 0 ||',
    put: 'if (side.unread < 0 &&',
    suite: PUSH,
  },
  {
    name: 'quiet hours are judged when it happens, not when it is sent',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: "return until ? { do: 'hold', until } : { do: 'send' }",
    put: "return { do: 'send' }",
    suite: PUSH,
  },
  {
    name: 'a purpose that was switched off later is still sent',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: 'if (!allows(preferences, defaults, purpose, channel))',
    put: 'if (!purpose)',
    suite: PUSH,
  },
  {
    name: 'each message of a conversation is a push of its own',
    file: `${NOTIFY}/domain/news/news-of.ts`,
    find: 'group: `conversation:${conversation}`,',
    put: 'group: `conversation:${conversation}:${seq}`,',
    suite: PUSH,
  },
  {
    name: 'a browser that is gone stays subscribed',
    file: `${NOTIFY}/outbound/push/push-way.ts`,
    find: 'subscriptions.removeById(gone)',
    put: 'subscriptions.removeById([])',
    suite: PUSH,
  },
  {
    name: 'one browser that has a push is enough',
    file: `${NOTIFY}/outbound/push/push-way.ts`,
    find: "if (!worst) return { is: 'accepted', reference }",
    put: "if (accepted.length > 0) return { is: 'accepted', reference }",
    suite: PUSH,
  },
  {
    name: 'a browser that has a push gets it again with the others',
    file: `${NOTIFY}/outbound/push/push-way.ts`,
    find: '({ id }) => !reached.includes(id)',
    put: '({ id }) => id !== undefined',
    suite: PUSH,
  },
  {
    name: 'what is new meanwhile misses the browsers that have the push before',
    file: `${NOTIFY}/outbound/news/delivery-store.ts`,
    find: "facts = excluded.facts, reached = '{}',",
    put: 'facts = excluded.facts,',
    suite: PUSH,
  },
  {
    name: 'what joins a push while it is judged is dropped with it',
    file: `${NOTIFY}/outbound/news/delivery-store.ts`,
    find: 'where d.id = e.id and d.events = e.events and',
    put: 'where d.id = e.id and',
    suite: JOINED,
  },
  {
    name: 'a push is given up after five tries',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: 'if (left <= 0 || asked > left)',
    put: 'if (tries >= 5)',
    suite: OUTAGES,
  },
  {
    name: 'what is new in a push does not make it younger',
    file: `${NOTIFY}/outbound/news/delivery-store.ts`,
    find: '          ready_at = greatest(delivery.ready_at, excluded.ready_at),\n',
    put: '',
    suite: OUTAGES,
  },
  {
    name: 'a silent push service is asked by every push, and all others wait behind it',
    file: `${NOTIFY}/outbound/host-circuits.ts`,
    find: 'if (clock.now().getTime() < before.pausedUntil)',
    put: 'if (before.pausedUntil < 0)',
    suite: OUTAGES,
  },
  {
    name: 'what waits again fills each batch',
    file: `${NOTIFY}/outbound/news/delivery-store.ts`,
    find: "where state in ('due', 'sending') and tries = 0 and next_at",
    put: "where state in ('due', 'sending') and false and next_at",
    suite: OUTAGES,
  },
  {
    name: 'a push stands for what joined it after its words were chosen',
    file: `${NOTIFY}/outbound/news/delivery-store.ts`,
    find: 'd.id = l.id and d.events = l.events and',
    put: 'd.id = l.id and',
    suite: JOINED,
  },
  {
    name: 'a subscription may name any address',
    file: `${NOTIFY}/domain/news/push-subscription.ts`,
    find: "return url.protocol === 'https:' && url.port === '' && isKnown",
    put: 'return isKnown || url.hostname !== text',
    suite: PUSH,
  },
  {
    name: 'a mail that may have been taken is sent again',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: "const canRepeat = (channel: SentChannel): boolean => channel === 'push'",
    put: "const canRepeat = (channel: SentChannel): boolean => channel !== 'sms'",
    suite: MAIL,
  },
  {
    name: 'a title is written into a mail as HTML',
    file: `${NOTIFY}/outbound/mail/templates.ts`,
    find: 'html: fill(html, values, escaped),',
    put: 'html: fill(html, values, (value) => value),',
    suite: MAIL,
  },
  {
    name: 'anybody can make a link that ends mails',
    file: `${NOTIFY}/domain/news/stop-link.ts`,
    find: ' || !isRight',
    put: '',
    suite: 'services/notify/src/domain/news/stop-link.test.ts',
  },
  {
    name: 'a send is marked after it was made',
    file: `${NOTIFY}/usecases/deliveries/deliver-due.ts`,
    find: '        sendable.map(({ delivery }) => looked(delivery)),\n        lease,',
    put: '        [],\n        lease,',
    suite: PUSH,
  },
  {
    name: 'a killed sender leaves mails that are sent again',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: "canRepeat(channel) ? 'again' : 'unknown'",
    put: "channel === 'sms' ? 'unknown' : 'again'",
    suite: CRASHES,
  },
  {
    name: 'an offer tells the one whose step it was',
    file: `${NOTIFY}/domain/news/news-of.ts`,
    find: 'person: BY_NAMER.has(state) ? other : namer, at',
    put: 'person: BY_NAMER.has(state) ? namer : other, at',
    suite: CENTRE,
  },
  {
    name: 'reading up to one entry reads the later ones, too',
    file: `${NOTIFY}/outbound/news/centre-store.ts`,
    find: ".where('seq', '<=', last.seq)\n",
    put: '',
    suite: CENTRE,
  },
  {
    name: 'what an erased person was told stays',
    file: `${NOTIFY}/outbound/news/people-store.ts`,
    find: "'notification', 'delivery', ",
    put: "'delivery', ",
    suite: CENTRE,
  },
  {
    name: 'a link proves an address for ever',
    file: 'services/identity/src/outbound/email-store.ts',
    find: "      .where('due_at', '>', now)\n      .returningAll()",
    put: '      .returningAll()',
    suite: EMAIL,
  },
  {
    name: 'whoever removes an address may ask anew at once',
    file: 'services/identity/src/outbound/email-store.ts',
    find: "      .updateTable('email_proof')\n      .set({ open: false })\n      .where('person",
    put: "      .deleteFrom('email_proof')\n      .where('person",
    suite: EMAIL,
  },
  {
    name: 'a server that does not want our text passes for a mailbox that is not there',
    file: 'services/notify/src/outbound/mail/mailer.ts',
    find: 'isOfMailbox && GONE.has(responseCode)',
    put: 'GONE.has(responseCode)',
    suite: 'services/notify/test/mail.it.test.ts',
  },
  {
    name: 'a mailbox that is not there is told as a mishap of the moment',
    file: 'services/notify/src/usecases/mail/send-proof.ts',
    find: "if (outcome.is === 'gone') throw errors.MAILBOX_UNKNOWN()",
    put: "if (outcome.is === 'gone') throw errors.SEND_FAILED()",
    suite: 'services/notify/test/mail.it.test.ts',
  },
  {
    name: 'WhatsApp goes to whom has not chosen it',
    file: `${NOTIFY}/domain/news/preferences.ts`,
    find: 'channels[purpose].includes(channel))',
    put: "channels[purpose].includes(channel === 'whatsapp' ? 'push' : channel))",
    suite: WHATSAPP,
  },
  {
    name: 'a provider that asks for a pause is asked again at once',
    file: `${NOTIFY}/usecases/deliveries/by-phone.ts`,
    find: '...(retryAfterMs !== undefined && { retryAfterMs })',
    put: '...(retryAfterMs === -1 && { retryAfterMs })',
    suite: WHATSAPP,
  },
  {
    name: 'a number that is not on WhatsApp is asked again and again',
    file: `${NOTIFY}/usecases/deliveries/by-phone.ts`,
    find: "if (error.details['fault'] === 'number')",
    put: "if (error.details['fault'] === 'nobody')",
    suite: WHATSAPP,
  },
  {
    name: 'a WhatsApp notice that may have gone out is sent again',
    file: `${NOTIFY}/domain/news/delivery.ts`,
    find: "const canRepeat = (channel: SentChannel): boolean => channel === 'push'",
    put: "const canRepeat = (channel: SentChannel): boolean => !['sms', 'email'].includes(channel)",
    suite: WHATSAPP,
  },
]
