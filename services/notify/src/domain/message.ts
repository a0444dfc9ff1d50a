// What may be sent, to whom and by which way.
import { errors } from './errors.ts'

export const CHANNELS = ['sms', 'whatsapp', 'call'] as const
export type Channel = (typeof CHANNELS)[number]

export const LANGS = ['en', 'ur'] as const
export type Lang = (typeof LANGS)[number]

/** A sign-in code and how many minutes it works. */
export type OtpTemplate = { readonly name: 'otp'; readonly code: string; readonly minutes: number }
/** News, in words already. */
export type NoticeTemplate = {
  readonly name: 'notice'
  readonly title: string
  readonly body: string
  /** Where it leads. */
  readonly url: string
}
export type Template = OtpTemplate | NoticeTemplate

/** Of a notice undefined. */
export const codeOf = (template: Template): string | undefined =>
  template.name === 'otp' ? template.code : undefined

/** What a provider gets. */
export type OutgoingMessage = {
  readonly id: string
  readonly to: string
  readonly channel: Channel
  readonly lang: Lang
  /** Sent as it is, or spoken; providers with templates of their own take what it is made of. */
  readonly text: string
  readonly code: string | undefined
  readonly template: Template
}

const E164 = /^\+[1-9]\d{7,14}$/
/**
 * A range no operator owns: ours for trying things out, so in production nothing is ever sent
 * there.
 */
const SANDBOX = /^\+92360\d{7}$/

const refused = (
  code: 'CHANNEL_UNKNOWN' | 'RECIPIENT_NOT_ALLOWED',
  path: string,
  message: string,
) => errors[code]({}, { fields: [{ path, code, message }] })

/** @throws CHANNEL_UNKNOWN (invalid) */
export function channelOf(text: string): Channel {
  const channel = CHANNELS.find((known) => known === text)
  if (!channel) throw refused('CHANNEL_UNKNOWN', 'channel', `is none of ${CHANNELS.join(', ')}`)
  return channel
}

/** Messages exist in English and Urdu; any other wish gets English. */
export const langOf = (text: string): Lang => LANGS.find((lang) => lang === text) ?? 'en'

/**
 * @throws RECIPIENT_NOT_ALLOWED (invalid) for anything but a number of an open market, whoever
 * asks: a mistake upstream must not become a bill
 */
export function mustBeAllowed(
  to: string,
  rules: { callingCodes: readonly string[]; sandbox: boolean },
): void {
  const open = E164.test(to) && rules.callingCodes.some((code) => to.startsWith(code))
  if (!open || (SANDBOX.test(to) && !rules.sandbox))
    throw refused('RECIPIENT_NOT_ALLOWED', 'to', 'is not a number we send to')
}
