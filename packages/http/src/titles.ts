// What a problem is called in both languages when a gateway's own table has no words for its code.
import type { ErrorKind } from '@pk-auto/kernel/domain-error'
import type { Localized } from './language.ts'

/** Words for a code. `{name}` stands for the error's detail of that name. */
export type ProblemText = Localized & { readonly detail?: Localized }
export type Titles = Readonly<Record<string, ProblemText>>

export const KIND_TITLES: Readonly<Record<ErrorKind, Localized>> = {
  invalid: { en: 'Something in the request is not right', ur: 'درخواست میں کچھ درست نہیں' },
  unauthenticated: { en: 'Please sign in', ur: 'براہِ کرم سائن اِن کریں' },
  forbidden: { en: 'You may not do this', ur: 'آپ کو اس کی اجازت نہیں' },
  not_found: { en: 'Not found', ur: 'نہیں ملا' },
  conflict: { en: 'This does not fit the present state', ur: 'یہ موجودہ حالت میں ممکن نہیں' },
  precondition: {
    en: 'Someone changed this in the meantime',
    ur: 'اس دوران اسے تبدیل کر دیا گیا ہے',
  },
  too_many: { en: 'Too many attempts', ur: 'بہت زیادہ کوششیں' },
  unavailable: { en: 'Not available right now', ur: 'ابھی دستیاب نہیں' },
  deadline: { en: 'This took too long', ur: 'اس میں بہت دیر لگی' },
  internal: { en: 'Something went wrong on our side', ur: 'ہماری طرف سے کوئی خرابی ہوئی' },
}

/** The codes this package answers by itself. */
export const OWN_TITLES: Titles = {
  INVALID_FIELDS: { en: 'Please check the marked fields', ur: 'براہِ کرم نشان زدہ خانے دیکھیں' },
  ROUTE_NOT_FOUND: { en: 'There is nothing at this address', ur: 'اس پتے پر کچھ نہیں' },
  BODY_NOT_JSON: { en: 'The request body is not valid JSON', ur: 'درخواست درست JSON نہیں' },
  BODY_TOO_LARGE: { en: 'The request body is too large', ur: 'درخواست بہت بڑی ہے' },
  METHOD_NOT_ALLOWED: {
    en: 'This address does not take that method',
    ur: 'اس پتے پر یہ طریقہ (method) قبول نہیں',
  },
  URL_TOO_LONG: { en: 'Part of the address is too long', ur: 'پتے کا کوئی حصہ بہت لمبا ہے' },
  URL_MALFORMED: { en: 'The address is not written correctly', ur: 'پتہ درست نہیں لکھا گیا' },
  HEADERS_TOO_LARGE: {
    en: 'The headers or the address are too long',
    ur: 'ہیڈر یا پتہ بہت لمبا ہے',
  },
  HTTP_MALFORMED: { en: 'This is not a valid HTTP request', ur: 'یہ درست HTTP درخواست نہیں' },
  REQUEST_TOO_SLOW: {
    en: 'The request took too long to arrive',
    ur: 'درخواست پہنچنے میں بہت دیر لگی',
  },
  CONTENT_TYPE_UNSUPPORTED: {
    en: 'This content type is not accepted',
    ur: 'مواد کی یہ قسم قبول نہیں',
  },
  IF_MATCH_REQUIRED: {
    en: 'Say which version you are changing (If-Match)',
    ur: 'بتائیں کہ آپ کون سا ورژن بدل رہے ہیں (If-Match)',
  },
  VERSION_MISMATCH: {
    en: 'Someone changed this in the meantime',
    ur: 'اس دوران اسے تبدیل کر دیا گیا ہے',
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    en: 'An Idempotency-Key header is required',
    ur: 'Idempotency-Key ہیڈر ضروری ہے',
  },
  INVALID_CURSOR: {
    en: 'This page no longer exists; start from the first',
    ur: 'یہ صفحہ اب موجود نہیں؛ پہلے صفحے سے شروع کریں',
  },
  RATE_LIMITED: { en: 'Too many requests', ur: 'بہت زیادہ درخواستیں' },
  RATE_LIMIT_UNKNOWN: { en: 'Not available right now', ur: 'ابھی دستیاب نہیں' },
}
