// The words of problems, as a gateway hands them in, and what a problem is called when it has none.
import type { ErrorKind } from '@pk-auto/kernel/domain-error'
import type { Lang, Localized } from '../language.ts'

/**
 * Words for a code: a title, or more than that. `{name}` stands for the error's detail of the
 * name.
 * `field`: where the code belongs to one field; default the title.
 */
export type Sentence =
  | string
  | { readonly title: string; readonly detail?: string; readonly field?: string }

/** Of one language: by code of an error, and by code that only a single field carries. */
export type Wording = {
  readonly sentences: Readonly<Partial<Record<string, Sentence>>>
  readonly fields: Readonly<Partial<Record<string, string>>>
}
export type Words = Readonly<Record<Lang, Wording>>

export const NO_WORDS: Words = {
  en: { sentences: {}, fields: {} },
  ur: { sentences: {}, fields: {} },
}

export const titleOf = (sentence: Sentence | undefined): string | undefined =>
  typeof sentence === 'string' ? sentence : sentence?.title

export const detailOf = (sentence: Sentence | undefined): string | undefined =>
  typeof sentence === 'string' ? undefined : sentence?.detail

/** What stands at one field that carries the code. */
export const fieldOf = (sentence: Sentence | undefined): string | undefined =>
  typeof sentence === 'string' ? sentence : (sentence?.field ?? sentence?.title)

export const KIND_TITLES: Readonly<Record<ErrorKind, Localized>> = {
  invalid: { en: 'Something in the request is not right', ur: 'درخواست میں کچھ درست نہیں' },
  unauthenticated: { en: 'Please sign in', ur: 'براہِ کرم سائن اِن کریں' },
  forbidden: { en: 'You may not do this', ur: 'آپ کو اس کی اجازت نہیں' },
  not_found: { en: 'Not found', ur: 'نہیں ملا' },
  conflict: {
    en: 'This is not possible right now; reload and try again',
    ur: 'یہ ابھی ممکن نہیں؛ دوبارہ کھول کر کوشش کریں',
  },
  precondition: {
    en: 'Someone changed this in the meantime; load it again, then make your change',
    ur: 'اس دوران اسے تبدیل کر دیا گیا ہے؛ دوبارہ کھول کر اپنی تبدیلی کریں',
  },
  too_many: { en: 'Too many attempts; wait a little', ur: 'بہت زیادہ کوششیں؛ تھوڑا انتظار کریں' },
  unavailable: {
    en: 'Not available right now; try again in a moment',
    ur: 'ابھی دستیاب نہیں؛ تھوڑی دیر بعد کوشش کریں',
  },
  deadline: { en: 'This took too long; try again', ur: 'اس میں بہت دیر لگی؛ دوبارہ کوشش کریں' },
  internal: {
    en: 'Something went wrong on our side; try again in a moment',
    ur: 'ہماری طرف سے کوئی خرابی ہوئی؛ تھوڑی دیر بعد کوشش کریں',
  },
}
