// What this gateway calls the problems its visitors meet, in both languages. Every code is listed
// in docs/errors.md.
import type { Titles } from '@pk-auto/http/titles'

export const TITLES: Titles = {
  SIGN_IN_REQUIRED: { en: 'Please sign in', ur: 'براہِ کرم سائن اِن کریں' },
  TERMS_DUE: { en: 'Please accept the terms first', ur: 'پہلے شرائط قبول کریں' },
  DEVICE_REQUIRED: {
    en: 'The app did not name its device',
    ur: 'ایپ نے اپنا آلہ (device) نہیں بتایا',
  },
  ORIGIN_FOREIGN: {
    en: 'This request did not come from our site',
    ur: 'یہ درخواست ہماری سائٹ سے نہیں آئی',
  },
  PHONE_INVALID: { en: 'This is not a mobile number we can reach', ur: 'یہ موبائل نمبر درست نہیں' },
  OTP_WRONG: { en: 'The code is not right', ur: 'کوڈ درست نہیں' },
  OTP_EXPIRED: {
    en: 'The code is too old; ask for a new one',
    ur: 'کوڈ پرانا ہو چکا ہے؛ نیا کوڈ منگوائیں',
  },
  OTP_TOO_MANY: {
    en: 'Too many codes for now; wait a little',
    ur: 'بہت زیادہ کوڈ منگوائے گئے؛ تھوڑا انتظار کریں',
  },
  OTP_TOO_MANY_TRIES: {
    en: 'Too many wrong tries; ask for a new code',
    ur: 'بہت زیادہ غلط کوششیں؛ نیا کوڈ منگوائیں',
  },
  OTP_SEND_FAILED: {
    en: 'The code could not be sent; try again in a moment',
    ur: 'کوڈ نہیں بھیجا جا سکا؛ تھوڑی دیر بعد کوشش کریں',
  },
  LISTING_NOT_FOUND: { en: 'This ad does not exist', ur: 'یہ اشتہار موجود نہیں' },
  INVALID_LISTING: {
    en: 'Something about the car cannot be right',
    ur: 'گاڑی کی کچھ معلومات درست نہیں',
  },
  INVALID_PHOTOS: { en: 'Some photos cannot be used', ur: 'کچھ تصاویر استعمال نہیں ہو سکتیں' },
  DRAFTS_TOO_MANY: {
    en: 'You have too many unfinished ads; publish one first',
    ur: 'آپ کے نامکمل اشتہار بہت زیادہ ہیں؛ پہلے کوئی ایک شائع کریں',
  },
  LISTING_NOT_DRAFT: { en: 'This ad was published before', ur: 'یہ اشتہار پہلے شائع ہو چکا ہے' },
  LISTING_CAR_FIXED: {
    en: 'An ad stays of its car; close it and post the other one',
    ur: 'اشتہار اپنی گاڑی ہی کا رہتا ہے؛ اسے بند کر کے دوسری گاڑی کا نیا اشتہار دیں',
  },
  CHASSIS_LISTED: {
    en: 'This car is in another live ad',
    ur: 'یہ گاڑی کسی اور فعال اشتہار میں ہے',
  },
  PROFILE_INVALID: {
    en: 'Name, city or language cannot be used',
    ur: 'نام، شہر یا زبان استعمال نہیں ہو سکتی',
  },
  LISTING_NOT_LIVE: { en: 'This ad is not live', ur: 'یہ اشتہار فعال نہیں' },
  LISTING_NOT_EDITABLE: {
    en: 'This ad can no longer be edited',
    ur: 'اس اشتہار میں اب تبدیلی نہیں ہو سکتی',
  },
  LISTING_NOT_REACTIVATABLE: {
    en: 'This ad cannot be brought back',
    ur: 'یہ اشتہار دوبارہ فعال نہیں ہو سکتا',
  },
  LISTING_REFRESHED_LATELY: {
    en: 'This ad was lifted lately',
    ur: 'یہ اشتہار حال ہی میں اوپر لایا گیا',
  },
  INVALID_SEARCH: {
    en: 'Part of this search is not understood',
    ur: 'تلاش کا کچھ حصہ سمجھ نہیں آیا',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    en: 'Photos must be JPEG, PNG or WebP',
    ur: 'تصویر JPEG، PNG یا WebP ہونی چاہیے',
  },
  MEDIA_TOO_LARGE: { en: 'This photo is too large', ur: 'یہ تصویر بہت بڑی ہے' },
  MEDIA_NOT_FOUND: { en: 'There is no such photo of yours', ur: 'آپ کی ایسی کوئی تصویر نہیں' },
  MEDIA_NOT_UPLOADED: {
    en: 'The photo has not arrived whole; upload it again',
    ur: 'تصویر مکمل نہیں پہنچی؛ دوبارہ اپ لوڈ کریں',
  },
  IDEMPOTENCY_IN_FLIGHT: {
    en: 'The same request is still being worked on',
    ur: 'یہی درخواست ابھی زیرِ عمل ہے',
  },
  IDEMPOTENCY_KEY_REUSED: {
    en: 'This key was used for another request',
    ur: 'یہ کلید کسی اور درخواست کے لیے استعمال ہو چکی ہے',
  },
}
