// What is read and written without a connection, in Urdu.
import type { offlineEn } from './en.ts'

export const offlineUr = {
  'offline.title': 'انٹرنیٹ نہیں ہے',
  'offline.text':
    'یہ صفحہ ابھی آپ کے فون میں نہیں ہے۔ جو آپ پہلے کھول چکے ہیں وہ اب بھی پڑھا جا سکتا ہے، اور جو آپ لکھیں گے وہ انٹرنیٹ آتے ہی بھیج دیا جائے گا۔',
  'offline.retry': 'دوبارہ کوشش کریں',
  'offline.ads': 'جو گاڑیاں آپ نے دیکھیں',
  'offline.lists': 'آپ کی پچھلی تلاشیں',
  'offline.apps': 'آپ کے صفحے',
  'offline.nothing': 'اس فون پر ابھی کچھ محفوظ نہیں۔ کوئی گاڑی ایک بار کھولیں، وہ یہاں ملے گی۔',
  'offline.copy': 'یہ صفحہ فون میں {when} محفوظ ہوا تھا۔ تازہ صفحہ اس وقت نہیں کھل سکا۔',
  'offline.rows': 'انٹرنیٹ نہیں ہے۔ یہ فہرست ویسی ہے جیسی آپ نے آخری بار دیکھی تھی۔',
  'waiting.one': 'انٹرنیٹ نہیں ہے: 1 تبدیلی فون میں محفوظ ہے، انٹرنیٹ آتے ہی بھیج دی جائے گی۔',
  'waiting.other':
    'انٹرنیٹ نہیں ہے: {count} تبدیلیاں فون میں محفوظ ہیں، انٹرنیٹ آتے ہی بھیج دی جائیں گی۔',
  'waiting.signIn': 'فون میں محفوظ تبدیلیاں: {count}۔ سائن ان کریں تو بھیج دی جائیں گی۔',
  'waiting.refused': '{car}: تبدیلی نہیں ہو سکی۔ {why}',
  'waiting.see': 'اب کیسا ہے، دیکھیں',
  'waiting.discard': 'میری تبدیلی رہنے دیں',
  'waiting.heart': 'فون میں محفوظ ہو گئی۔ انٹرنیٹ آتے ہی آپ کی فہرست میں آ جائے گی۔',
  'waiting.heart.removed': 'فون سے ہٹا دی گئی۔ انٹرنیٹ آتے ہی آپ کی فہرست سے بھی ہٹ جائے گی۔',
  'waiting.ad': 'انٹرنیٹ کا انتظار ہے۔ آن لائن ہوتے ہی خریدار یہ دیکھ لیں گے۔',
  'install.label': 'ایپ',
  'install.text': 'آٹومارٹ کو فون پر رکھیں: آئیکن سے کھلتا ہے، انٹرنیٹ کے بغیر بھی۔',
  'install.yes': 'انسٹال کریں',
  'install.no': 'ابھی نہیں',
} as const satisfies Record<keyof typeof offlineEn, string>
