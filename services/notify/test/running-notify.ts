// Notify on a database of its own, with the servers of all providers on loopback.
import { generateKeyPairSync } from 'node:crypto'
import type { Client } from '@pk-auto/grpc/client'
import { manualClock, type ManualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { policyOf } from '@pk-auto/proto/policy'
import { type ServiceFixture, serviceFixture } from '@pk-auto/testing/service-fixture'
import { inject } from 'vitest'
import { readNotifyConfig, startNotify, type RunningNotify } from '../src/service.ts'
import { VAPID } from './notify-fixture.ts'
import { fakeProvider, type FakeProvider } from './providers/fake-provider.ts'
import { META, TWILIO, VONAGE, type Hook } from './providers/wires.ts'

export const HOOKS_URL = 'https://automart.example'
export const SECRETS = {
  twilio: 'twilio-secret-of-the-test',
  vonage: 'vonage-secret-of-the-test',
  meta: 'meta-secret-of-the-test',
} as const
export const OLD_SECRET = 'an-older-secret-of-the-test'
export const VERIFY_TOKEN = 'verify-me'
export const VONAGE_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const TIMEOUT_MS = 300

export type Channel = 'sms' | 'whatsapp' | 'call'
type AttemptRow = {
  provider: string
  state: string
  fault: string | null
  reference: string | null
}

export type RunningProviders = AsyncDisposable & {
  readonly fixture: ServiceFixture
  /** For another process on the same database and providers. */
  readonly env: Readonly<Record<string, string>>
  readonly notify: RunningNotify
  readonly clock: ManualClock
  readonly twilio: FakeProvider
  readonly vonage: FakeProvider
  readonly meta: FakeProvider
  /** What the next sends draw; 0.5 probes nobody. */
  draw(chance: number): void
  /** One sign-in code to a new number; `key` repeats a call. */
  send(how?: {
    channel?: Channel
    lang?: string
    key?: string
    to?: string
    /** Of another process. */
    grpcPort?: number
  }): Promise<string>
  /** The newest send. */
  last(): Promise<{ id: string; state: string; provider: string; attempts: AttemptRow[] }>
  /** Returns the status of the answer. */
  post(hook: Hook): Promise<number>
}

export async function runningProviders(
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProviders> {
  await using stack = new AsyncDisposableStack()
  const fixture = stack.use(
    await serviceFixture({
      servers: inject('servers'),
      service: 'notify',
      migrations: new URL('../migrations', import.meta.url),
      policyOf,
    }),
  )
  const twilio = stack.use(await fakeProvider(TWILIO))
  const vonage = stack.use(await fakeProvider(VONAGE))
  const meta = stack.use(await fakeProvider(META))
  const pem = VONAGE_KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const full = {
    ...fixture.env,
    ...VAPID,
    ...{ ROLES: 'api', WEB_ORIGIN: 'https://automart.example', HOOKS_URL },
    ...{ SMS_PROVIDER: 'twilio,vonage', WHATSAPP_PROVIDER: 'meta', CALL_PROVIDER: 'twilio' },
    ...{ TWILIO_URL: twilio.url, TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'twilio-token' },
    ...{ TWILIO_SMS_FROM: 'Automart', TWILIO_CALL_FROM: '+922135000000' },
    TWILIO_HOOK_SECRETS: `${SECRETS.twilio},${OLD_SECRET}`,
    ...{ VONAGE_URL: vonage.url, VONAGE_APPLICATION_ID: 'app', VONAGE_PRIVATE_KEY: pem },
    ...{ VONAGE_FROM: 'Automart', VONAGE_HOOK_SECRETS: SECRETS.vonage },
    ...{
      META_URL: `${meta.url}/v23.0`,
      META_PHONE_NUMBER_ID: '77',
      META_ACCESS_TOKEN: 'meta-token',
    },
    ...{ META_APP_SECRETS: SECRETS.meta, META_VERIFY_TOKEN: VERIFY_TOKEN },
    ...env,
  }
  const config = readNotifyConfig(full)
  const clock = manualClock(new Date())
  let chance = 0.5
  const notify = stack.use(
    await startNotify(
      { ...config, providerTimeoutMs: TIMEOUT_MS },
      { clock, chance: () => chance },
    ),
  )
  const clientOf = (started: { readonly grpcPort: number }): Client<NotifyDefinition> =>
    fixture.client(NotifyDefinition, started, 'identity')
  const identity = clientOf(notify)
  let numbers = 0
  const running = stack.move()
  return {
    ...{ fixture, env: full, notify, clock, twilio, vonage, meta },
    draw: (next) => void (chance = next),
    async send({ channel = 'sms', lang = 'en', key = newId(), to, grpcPort } = {}) {
      const client = grpcPort === undefined ? identity : clientOf({ grpcPort })
      const { messageId } = await client.sendNow(
        {
          to: to ?? `+92300${String(numbers++).padStart(7, '0')}`,
          ...{ channel, lang },
          template: { $case: 'otp', value: { code: '004217', minutes: 5 } },
        },
        { idempotency: { key } },
      )
      return messageId
    },
    async last() {
      const [send] = await fixture.rows<{ id: string; state: string; provider: string }>(
        'select id, state, provider from send order by id desc limit 1',
      )
      if (!send) throw new Error('nothing was sent')
      const attempts = await fixture.rows<AttemptRow>(
        `select provider, state, fault, reference from attempt where send_id = $1
         order by provider`,
        [send.id],
      )
      return { ...send, attempts }
    },
    async post({ path, headers, body }) {
      const url = `http://127.0.0.1:${notify.httpPort}${path}`
      return (await fetch(url, { method: 'POST', headers, body })).status
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
