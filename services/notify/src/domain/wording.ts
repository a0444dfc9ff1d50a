// The text of each message, per language and channel. The code stands first, so that it shows in a
// notification and phones can offer to fill it in.
import type { Channel, Lang, Template } from './message.ts'

export const BRAND = { en: 'Automart', ur: 'آٹو مارٹ' } as const

type Words = (code: string, minutes: number) => string

const WRITTEN: Record<Lang, Words> = {
  en: (code, minutes) =>
    `${code} is your ${BRAND.en} code. It works for ${minutes} minutes. ` +
    'Never tell it to anyone; we never ask for it.',
  // The code is isolated left-to-right, or its digits would be shown in the order of the Urdu
  // around them.
  ur: (code, minutes) =>
    `\u2066${code}\u2069 آپ کا ${BRAND.ur} کوڈ ہے۔ یہ ${minutes} منٹ تک کارآمد ہے۔ ` +
    'یہ کسی کو نہ بتائیں؛ ہم کبھی نہیں پوچھتے۔',
}

const spelled = (code: string, pause: string): string => code.split('').join(pause)

/** Digits one by one with pauses, twice: people write while they listen. */
const SPOKEN: Record<Lang, Words> = {
  en: (code) => `Your ${BRAND.en} code is ${spelled(code, ', ')}. Again: ${spelled(code, ', ')}.`,
  ur: (code) => `آپ کا ${BRAND.ur} کوڈ ہے ${spelled(code, '، ')}۔ دوبارہ: ${spelled(code, '، ')}۔`,
}

/** The last line by which a browser knows for which site it may read the code (WebOTP). */
const boundTo = (webHost: string, code: string): string => `\n\n@${webHost} #${code}`

/** The text a provider sends, or speaks for `call`. `webHost` = where the code is typed. */
export function wordsOf(template: Template, lang: Lang, channel: Channel, webHost: string): string {
  if (template.name === 'notice') return `${template.title}. ${template.body} ${template.url}`
  const { code, minutes } = template
  if (channel === 'call') return SPOKEN[lang](code, minutes)
  const text = WRITTEN[lang](code, minutes)
  return channel === 'sms' ? text + boundTo(webHost, code) : text
}
