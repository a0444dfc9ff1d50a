// Vonage: SMS by the Messages API, version 1, in the name of an application: with key and secret
// alone Vonage sends no receipts. https://developer.vonage.com/en/api/messages
import { type KeyObject, sign } from 'node:crypto'
import { newId } from '@pk-auto/kernel/id'
import type { MessageProvider } from '../../usecases/hand-over.ts'
import type { AnswerReader, PostMessage } from './post-message.ts'

export type VonageSettings = {
  readonly url: string
  readonly applicationId: string
  /** RSA. */
  readonly privateKey: KeyObject
  readonly from: string
}

type Problem = { title?: unknown; invalid_parameters?: readonly { name?: unknown }[] }

const READER: AnswerReader = {
  reference: (body) => {
    const { message_uuid: id } = (body ?? {}) as { message_uuid?: unknown }
    return typeof id === 'string' ? id : undefined
  },
  error: (body) => {
    const { title, invalid_parameters: wrong = [] } = (body ?? {}) as Problem
    return typeof title === 'string'
      ? { isNumber: wrong.length > 0 && wrong.every(({ name }) => name === 'to') }
      : undefined
  },
}

/** Seconds: longer than one request takes, also by a clock that is a little wrong. */
const TOKEN_S = 60

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT (RS256) for one request. */
function tokenOf({ applicationId, privateKey }: VonageSettings, now: Date): string {
  const iat = Math.floor(now.getTime() / 1_000)
  const claims = { application_id: applicationId, iat, exp: iat + TOKEN_S, jti: newId() }
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
}

export function vonageSmsProvider(deps: {
  settings: VonageSettings
  hookUrl: string
  now: () => Date
  post: PostMessage
  validitySeconds: number
}): MessageProvider {
  const { url, from } = deps.settings
  return {
    name: 'vonage',
    send: ({ id, to, text }, signal) =>
      deps.post(
        {
          url: `${url}/v1/messages`,
          authorization: `Bearer ${tokenOf(deps.settings, deps.now())}`,
          body: {
            message_type: 'text',
            channel: 'sms',
            // Without the plus, as this API writes numbers.
            to: to.slice(1),
            from,
            text,
            ttl: deps.validitySeconds,
            client_ref: id,
            webhook_url: deps.hookUrl,
            webhook_version: 'v1',
            sms: { encoding_type: 'auto' },
          },
        },
        READER,
        signal,
      ),
  }
}
