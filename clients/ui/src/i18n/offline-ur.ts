// What is read and written without a connection, in Urdu.
import type { offlineEn } from './offline-en.ts'

export const offlineUr = {
  'offline.title': 'انٹرنیٹ نہیں ہے',
  'offline.text':
    'یہ صفحہ ابھی آپ کے فون میں نہیں ہے۔ جو آپ پہلے کھول چکے ہیں وہ اب بھی پڑھا جا سکتا ہے، اور جو آپ لکھیں گے وہ انٹرنیٹ آتے ہی بھیج دیا جائے گا۔',
  'offline.retry': 'دوبارہ کوشش کریں',
  'offline.ads': 'جو گاڑیاں آپ نے دیکھیں',
  'offline.lists': 'آپ کی پچھلی تلاشیں',
  'offline.apps': 'آپ کا سامان',
  'offline.nothing': 'اس فون پر ابھی کچھ محفوظ نہیں۔ کوئی گاڑی ایک بار کھولیں، وہ یہاں ملے گی۔',
  'offline.copy': 'یہ صفحہ {when} کی نقل ہے۔ تازہ صفحہ اس وقت نہیں کھل سکا۔',
  'offline.rows': 'انٹرنیٹ نہیں ہے۔ یہ فہرست ویسی ہے جیسی آپ نے آخری بار دیکھی تھی۔',
} as const satisfies Record<keyof typeof offlineEn, string>
