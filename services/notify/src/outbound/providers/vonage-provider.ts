// Vonage: SMS by the Messages API, version 1. https://developer.vonage.com/en/api/messages
import type { MessageProvider } from '../../usecases/hand-over.ts'
import type { AnswerReader, PostMessage } from './post-message.ts'

export type VonageSettings = {
  readonly url: string
  readonly apiKey: string
  readonly apiSecret: string
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

export function vonageSmsProvider(deps: {
  settings: VonageSettings
  hookUrl: string
  post: PostMessage
  validitySeconds: number
}): MessageProvider {
  const { url, apiKey, apiSecret, from } = deps.settings
  const basic = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')
  return {
    name: 'vonage',
    send: ({ id, to, text }, signal) =>
      deps.post(
        {
          url: `${url}/v1/messages`,
          authorization: `Basic ${basic}`,
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
