// Bugs in codes and what they cost, in sessions and in the terms.
import type { Bug } from '../../bug.ts'

const DOMAIN = 'services/identity/src/domain'
const USECASES = 'services/identity/src/usecases'
const STORES = 'services/identity/src/outbound'
const OTP = 'services/identity/test/otp.it.test.ts'
const PUMPING = 'services/identity/test/pumping.it.test.ts'
const OWNERS = 'services/identity/test/owner-lockout.it.test.ts'
const SESSIONS = 'services/identity/test/sessions.it.test.ts'

export const IDENTITY_BUGS: readonly Bug[] = [
  {
    name: 'a code has six tries',
    file: `${DOMAIN}/otp-challenge.ts`,
    find: 'if (challenge.tries >= maxTries)',
    put: 'if (challenge.tries > maxTries)',
    suite: `${DOMAIN}/otp-challenge.test.ts`,
  },
  {
    name: 'a code works a moment after its end',
    file: `${DOMAIN}/otp-challenge.ts`,
    find: 'now >= challenge.expiresAt',
    put: 'now > challenge.expiresAt',
    suite: `${DOMAIN}/otp-challenge.test.ts`,
  },
  {
    name: 'a wrong try costs nothing',
    file: `${USECASES}/verify-otp.ts`,
    find: 'await stores.challenges.save(tried.challenge)',
    put: "if (tried.outcome === 'right') await stores.challenges.save(tried.challenge)",
    suite: OTP,
  },
  {
    name: 'sends are counted without a lock',
    file: `${USECASES}/hold-send-budget.ts`,
    find: '    await sends.lock(counters)\n',
    put: '',
    suite: OTP,
  },
  {
    name: 'a cap lets one more through',
    file: `${STORES}/send-counter.ts`,
    find: 'cap.max - 1',
    put: 'cap.max',
    suite: PUMPING,
  },
  {
    name: 'of several full caps the first to have room decides',
    file: `${DOMAIN}/limits/cap.ts`,
    find: 'waitMs(b, now) - waitMs(a, now)',
    put: 'waitMs(a, now) - waitMs(b, now)',
    suite: `${DOMAIN}/limits/cap.test.ts`,
  },
  {
    name: 'a range of numbers has the cap of each of its numbers',
    file: `${DOMAIN}/limits/counter.ts`,
    find: 'subject: `${pool}prefix:${prefix}`',
    put: 'subject: `${pool}prefix:${index}`',
    suite: PUMPING,
  },
  {
    name: 'the hourly breaker counts each network by itself',
    file: `${DOMAIN}/limits/counter.ts`,
    find: "subject: 'all', caps: caps.all",
    put: 'subject: `all:${network}`, caps: caps.all',
    suite: `${DOMAIN}/limits/counter.test.ts`,
  },
  {
    name: 'a device that proves a number begins again',
    file: `${DOMAIN}/limits/counter.ts`,
    find: 'subject: `device:${device}`',
    put: 'subject: `${pool}device:${device}`',
    suite: `${DOMAIN}/limits/counter.test.ts`,
  },
  {
    name: 'every address of IPv6 is a network of its own',
    file: `${DOMAIN}/limits/network.ts`,
    find: 'groups.slice(0, 4)',
    put: 'groups.slice(0, 8)',
    suite: `${DOMAIN}/limits/network.test.ts`,
  },
  {
    name: 'a number proved on one device is proved on all',
    file: `${STORES}/proven-device-store.ts`,
    find: "      .where('device', '=', device)\n",
    put: '',
    suite: OWNERS,
  },
  {
    name: 'a proof of a number is for ever',
    file: `${STORES}/proven-device-store.ts`,
    find: "      .where('due_at', '>', now)\n",
    put: '',
    suite: OWNERS,
  },
  {
    name: 'a refresh token works until it expires, however often it was used',
    file: `${DOMAIN}/session.ts`,
    find: 'if (token.parent === session.lastUsed)',
    put: 'if (token.parent === session.lastUsed || token.parent === undefined)',
    suite: `${DOMAIN}/session.test.ts`,
  },
  {
    name: 'a refresh token works on any device',
    file: `${DOMAIN}/session.ts`,
    find: 'if (device !== session.device)',
    put: "if (device === ('' as DeviceKey))",
    suite: `${DOMAIN}/session.test.ts`,
  },
  {
    name: 'a family ended by a reused token lives on, because its end is not stored',
    file: `${USECASES}/refresh-session.ts`,
    find: `      await sessions.save(decided.session)
      if (decided.kind === 'end') return decided
`,
    put: `      if (decided.kind === 'end') return decided
      await sessions.save(decided.session)
`,
    suite: SESSIONS,
  },
  {
    name: 'an access token goes on after the logout',
    file: `${STORES}/session-store.ts`,
    find: `      .where('access_token.expires_at', '>', now)
      .where('session.ended_at', 'is', null)
`,
    put: "      .where('access_token.expires_at', '>', now)\n",
    suite: SESSIONS,
  },
  {
    name: 'logging out here logs out everywhere',
    file: `${STORES}/session-store.ts`,
    find: '    if (whose.id !== undefined) query = query.where(',
    put: "    if (whose.id === ('' as SessionId)) query = query.where(",
    suite: SESSIONS,
  },
  {
    name: 'terms of any version can be accepted',
    file: `${DOMAIN}/person.ts`,
    find: 'if (accepted.version !== current)',
    put: "if (accepted.version === '')",
    suite: `${DOMAIN}/person.test.ts`,
  },
  {
    name: 'whoever once accepted terms owes none when they change',
    file: `${DOMAIN}/person.ts`,
    find: 'person.termsVersion !== current\n',
    put: "person.termsVersion === undefined && current !== ''\n",
    suite: `${DOMAIN}/person.test.ts`,
  },
]
