// What is wrong with one field of a car, a search or a person, by the codes of docs/errors.md. The
// codes of schemas stand in packages/http.
import type { FieldWords } from '@pk-auto/http/field-words'

/**
 * English is used only for what this gateway's own schemas find: services send their own, with the
 * bounds in it.
 */
export const FIELD_WORDS: FieldWords = {
  OTP_DIGITS: { en: 'A code has six digits', ur: 'کوڈ چھ ہندسوں کا ہوتا ہے' },
  TOO_LONG: { en: 'This is too long', ur: 'یہ بہت لمبا ہے' },
  UNKNOWN_VALUE: { en: 'This value is not known', ur: 'یہ قدر معلوم نہیں' },
  UNKNOWN_FILTER: { en: 'There is no such filter', ur: 'ایسا کوئی فلٹر نہیں' },
  NOT_A_NUMBER: { en: 'Write a whole number', ur: 'پورا عدد لکھیں، بغیر کسی علامت کے' },
  OUT_OF_RANGE: { en: 'This is outside what is possible', ur: 'یہ ممکنہ حد سے باہر ہے' },
  RANGE_REVERSED: { en: 'The lower bound is above the upper one', ur: 'کم حد زیادہ حد سے اوپر ہے' },
  TOO_MANY_VALUES: { en: 'Fewer values, please', ur: 'اتنی زیادہ قدریں نہیں دی جا سکتیں' },
  NEAR_REQUIRED: {
    en: 'Sorting by distance needs a place',
    ur: 'فاصلے کی ترتیب کے لیے جگہ بتائیں',
  },
  YEAR_IMPOSSIBLE: {
    en: 'No such car was sold in that year',
    ur: 'اس سال ایسی گاڑی فروخت نہیں ہوئی',
  },
  PRICE_TOO_LOW: {
    en: 'Write the whole amount in rupees, not lacs',
    ur: 'پوری رقم روپوں میں لکھیں، لاکھ میں نہیں',
  },
  PRICE_TOO_HIGH: { en: 'This is more than a car costs', ur: 'یہ قیمت گاڑی کے لیے بہت زیادہ ہے' },
  PRICE_IMPOSSIBLE: { en: 'This price is not possible', ur: 'یہ قیمت ممکن نہیں' },
  CURRENCY_FOREIGN: { en: 'Prices are in PKR', ur: 'قیمت پاکستانی روپے (PKR) میں لکھیں' },
  KM_IMPOSSIBLE: { en: 'No odometer reads this', ur: 'میٹر کی یہ ریڈنگ ممکن نہیں' },
  ENGINE_IMPOSSIBLE: {
    en: 'This is not the size of such an engine',
    ur: 'انجن کا یہ سائز ممکن نہیں',
  },
  VIN_INVALID: {
    en: 'A VIN has 17 letters and digits, without I, O and Q',
    ur: 'VIN میں 17 حروف اور ہندسے ہوتے ہیں، I، O اور Q کے بغیر',
  },
  FRAME_INVALID: {
    en: 'A frame number looks like SV30-0169266',
    ur: 'فریم نمبر SV30-0169266 جیسا ہوتا ہے',
  },
  CHASSIS_TWICE: {
    en: 'A VIN or a frame number, not both',
    ur: 'VIN یا فریم نمبر میں سے ایک لکھیں',
  },
  TEXT_UNREADABLE: {
    en: 'This holds characters nobody can read',
    ur: 'اس میں ناقابلِ خواندہ حروف ہیں',
  },
  TEXT_EMPTY: { en: 'There is nothing to see in this text', ur: 'اس میں کچھ نظر نہیں آتا' },
  TEXT_HIDDEN: {
    en: 'This holds invisible characters',
    ur: 'اس میں نظر نہ آنے والے حروف ہیں؛ خود دوبارہ لکھیں',
  },
  TEXT_LINES: { en: 'Write this in one line', ur: 'اسے ایک ہی سطر میں لکھیں' },
  TEXT_MARKS: {
    en: 'Too many marks on one letter',
    ur: 'ایک حرف پر اتنی زیادہ علامتیں نہیں آ سکتیں',
  },
  PRICE_FRACTION: { en: 'Write whole rupees', ur: 'قیمت پورے روپوں میں لکھیں' },
  NOT_OF_MODEL: { en: 'This model does not come like that', ur: 'یہ ماڈل ایسا نہیں آتا' },
  NOT_NEW: { en: 'This car is used', ur: 'یہ گاڑی نئی نہیں، استعمال شدہ ہے' },
  LISTING_CAR_FIXED: {
    en: 'Close this ad and post the other car',
    ur: 'یہ اشتہار بند کر کے دوسری گاڑی کا نیا اشتہار دیں',
  },
  CHASSIS_LISTED: {
    en: 'Another live ad is of this car',
    ur: 'اس گاڑی کا ایک اور اشتہار فعال ہے؛ گاڑی آپ کی ہے تو اس کی اطلاع دیں',
  },
  NAME_HAS_NUMBER: { en: 'A name holds no phone number', ur: 'نام میں فون نمبر نہیں آ سکتا' },
  PHOTOS_TOO_MANY: { en: 'Too many photos', ur: 'تصاویر بہت زیادہ ہیں' },
  PHOTO_REPEATED: { en: 'Each photo may stand once', ur: 'ہر تصویر ایک ہی بار آ سکتی ہے' },
  PHOTO_UNKNOWN: { en: 'There is no such photo of yours', ur: 'آپ کی ایسی کوئی تصویر نہیں' },
  PHOTO_NOT_READY: { en: 'This photo is still being prepared', ur: 'یہ تصویر ابھی تیار ہو رہی ہے' },
  PHOTO_REFUSED: { en: 'This photo could not be used', ur: 'یہ تصویر استعمال نہیں ہو سکی' },
  VEHICLE_UNKNOWN: { en: 'There is no such vehicle of yours', ur: 'آپ کی ایسی کوئی گاڑی نہیں' },
  VEHICLE_OTHER: {
    en: 'The chassis number belongs to another vehicle',
    ur: 'یہ چیسس نمبر کسی اور گاڑی کا ہے',
  },
  NAME_INVALID: { en: 'This name cannot be used', ur: 'یہ نام استعمال نہیں ہو سکتا' },
  CITY_INVALID: { en: 'This is not a city we know', ur: 'یہ شہر ہماری فہرست میں نہیں' },
  LANG_INVALID: { en: 'English or Urdu', ur: 'انگریزی یا اردو' },
}
