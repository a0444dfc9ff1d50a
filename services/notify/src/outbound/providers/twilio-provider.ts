// Twilio: SMS by the Messages resource, calls by the Calls resource with TwiML that speaks.
// https://www.twilio.com/docs/messaging/api/message-resource ·
// https://www.twilio.com/docs/voice/api/call-resource
import type { Lang, OutgoingMessage } from '../../domain/message.ts'
import type { MessageProvider } from '../../usecases/hand-over.ts'
import type { AnswerReader, PostMessage } from './post-message.ts'

export type TwilioSettings = {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  readonly smsFrom: string
  readonly callFrom: string
}

export type Voice = { readonly language: string; readonly name: string }

/** Seconds that a phone rings. */
const RING_S = 25
/** The number is not one, is a landline, has opted out, or cannot be reached. */
const NUMBER_CODES: ReadonlySet<unknown> = new Set([
  13223, 13224, 21211, 21214, 21217, 21610, 21614,
])

const READER: AnswerReader = {
  reference: (body) => {
    const { sid } = (body ?? {}) as { sid?: unknown }
    return typeof sid === 'string' ? sid : undefined
  },
  error: (body) => {
    const { code } = (body ?? {}) as { code?: unknown }
    return typeof code === 'number' ? { isNumber: NUMBER_CODES.has(code) } : undefined
  },
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)

const speak = (text: string, voice: Voice): string =>
  `<Response><Pause length="1"/><Say language="${xml(voice.language)}" ` +
  `voice="${xml(voice.name)}">${xml(text)}</Say></Response>`

type TwilioDeps = {
  settings: TwilioSettings
  /** Where receipts go, without the send's id. */
  hookUrl: string
  post: PostMessage
}

function twilio({ settings, hookUrl, post }: TwilioDeps) {
  const { url, accountSid, authToken } = settings
  const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  return (
    resource: 'Messages' | 'Calls',
    message: OutgoingMessage,
    fields: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) =>
    post(
      {
        url: `${url}/2010-04-01/Accounts/${accountSid}/${resource}.json`,
        authorization: `Basic ${basic}`,
        body: new URLSearchParams({
          To: message.to,
          ...fields,
          StatusCallback: `${hookUrl}?send=${message.id}`,
        }),
      },
      READER,
      signal,
    )
}

export const twilioSmsProvider = (
  deps: TwilioDeps & { validitySeconds: number },
): MessageProvider => {
  const create = twilio(deps)
  const ValidityPeriod = String(deps.validitySeconds)
  return {
    name: 'twilio',
    send: (message, signal) =>
      create(
        'Messages',
        message,
        { From: deps.settings.smsFrom, Body: message.text, ValidityPeriod },
        signal,
      ),
  }
}

export const twilioCallProvider = (
  deps: TwilioDeps & { voices: Readonly<Record<Lang, Voice>> },
): MessageProvider => {
  const create = twilio(deps)
  return {
    name: 'twilio',
    send: (message, signal) =>
      create(
        'Calls',
        message,
        {
          From: deps.settings.callFrom,
          Twiml: speak(message.text, deps.voices[message.lang]),
          Timeout: String(RING_S),
        },
        signal,
      ),
  }
}
