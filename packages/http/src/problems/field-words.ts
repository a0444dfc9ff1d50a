// What is wrong with one field, in both languages: the words of the codes that a schema finds by
// itself. No trade word stands here.
import type { Localized } from '../language.ts'

type FieldWords = Readonly<Record<string, Localized>>

/** What each kind of value is asked for as; the keys are zod's names. */
const TYPES: FieldWords = {
  string: { en: 'This must be text', ur: 'یہاں متن لکھیں' },
  number: { en: 'This must be a number', ur: 'یہاں عدد لکھیں' },
  nan: { en: 'This must be a number', ur: 'یہاں عدد لکھیں' },
  int: { en: 'This must be a whole number', ur: 'یہاں پورا عدد لکھیں' },
  boolean: { en: 'This must be true or false', ur: 'یہاں true یا false آئے گا' },
  array: { en: 'This must be a list', ur: 'یہاں فہرست آئے گی' },
  object: { en: 'This must be an object with fields', ur: 'یہاں خانوں والا مجموعہ آئے گا' },
}

const OTHER_TYPE: Localized = {
  en: 'This is not the right kind of value',
  ur: 'یہ درست قسم کی معلومات نہیں',
}

/** Bounds by what they count. `{bound}` is the least or the most that is allowed. */
const LEAST: FieldWords = {
  string: { en: 'At least {bound} characters, please', ur: 'کم از کم {bound} حروف لکھیں' },
  array: { en: 'This list needs at least {bound}', ur: 'کم از کم {bound} اندراج ہونے چاہییں' },
  number: { en: 'This must be at least {bound}', ur: 'یہ کم از کم {bound} ہونا چاہیے' },
}
const MOST: FieldWords = {
  string: { en: 'At most {bound} characters, please', ur: 'زیادہ سے زیادہ {bound} حروف لکھیں' },
  array: { en: 'This list takes at most {bound}', ur: 'زیادہ سے زیادہ {bound} اندراج ہو سکتے ہیں' },
  number: { en: 'This must be at most {bound}', ur: 'یہ زیادہ سے زیادہ {bound} ہو سکتا ہے' },
}
const OVER: Localized = {
  en: 'This must be more than {bound}',
  ur: 'یہ {bound} سے زیادہ ہونا چاہیے',
}
const UNDER: Localized = { en: 'This must be less than {bound}', ur: 'یہ {bound} سے کم ہونا چاہیے' }

/** Words by code alone. */
const CODES = {
  REQUIRED: { en: 'Please fill this in', ur: 'یہ خانہ ضروری ہے' },
  UNKNOWN_FIELD: { en: 'There is no such field', ur: 'ایسا کوئی خانہ نہیں' },
  INVALID_FORMAT: {
    en: 'This is not written the way it must be',
    ur: 'یہ درست طریقے سے نہیں لکھا گیا',
  },
  INVALID_VALUE: {
    en: 'This must be one of: {options}',
    ur: 'یہ ان میں سے ایک ہونا چاہیے: {options}',
  },
  INVALID_UNION: OTHER_TYPE,
  NOT_MULTIPLE_OF: {
    en: 'This must be a multiple of {bound}',
    ur: 'یہ {bound} کا حاصلِ ضرب ہونا چاہیے',
  },
  NEGATIVE: { en: 'This must not be negative', ur: 'یہ منفی نہیں ہو سکتا' },
  INVALID: { en: 'This is not possible', ur: 'یہ ممکن نہیں' },
} as const satisfies FieldWords

/** Codes of single fields whose words stand here, so that no gateway words them again. */
export type BuiltInFieldCode = keyof typeof CODES

const byCode: FieldWords = CODES

/** What the words may name; any other part of zod's issue stays unseen. */
export type FieldFacts = {
  expected?: string
  origin?: string
  bound?: number | bigint
  inclusive?: boolean
  options?: readonly unknown[]
}

/** The words of a code whatever the value was; undefined for a code nobody here knows. */
export const wordsOfCode = (code: string): Localized | undefined => byCode[code]

/** What a schema found, in words that name its bounds; never the library's own text. */
export function wordsFor(
  code: string,
  { expected = '', origin = '', bound, inclusive = true, options = [] }: FieldFacts = {},
): Localized {
  const counted = origin === 'string' || origin === 'array' ? origin : 'number'
  const words =
    code === 'INVALID_TYPE'
      ? TYPES[expected]
      : code === 'TOO_SMALL'
        ? inclusive
          ? LEAST[counted]
          : OVER
        : code === 'TOO_BIG'
          ? inclusive
            ? MOST[counted]
            : UNDER
          : byCode[code]
  const { en, ur } = words ?? OTHER_TYPE
  const filled = (text: string) =>
    text.replace('{bound}', String(bound)).replace('{options}', options.join(', '))
  return { en: filled(en), ur: filled(ur) }
}
