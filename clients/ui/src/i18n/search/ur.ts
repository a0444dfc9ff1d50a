// What could not be read of a search, or was put right, in Urdu.
import type { searchEn } from './en.ts'

export const searchUr: Record<keyof typeof searchEn, string> = {
  'unread.price': '“{typed}” سے قیمت سمجھ میں نہیں آئی۔ یوں لکھیں: 28.5 لاکھ',
  'unread.year': '“{typed}” سے سال سمجھ میں نہیں آیا۔ یوں لکھیں: 2016',
  'unread.km': '“{typed}” سے کلومیٹر سمجھ میں نہیں آئے۔ یوں لکھیں: 50,000 یا 1.5 لاکھ',
  'unread.engine': '“{typed}” سے انجن کا سائز سمجھ میں نہیں آیا۔ یوں لکھیں: 1300 یا 1.3',
  'unread.low': '“{typed}” میں کوئی گاڑی نہیں ملتی۔ یوں لکھیں: 28.5 لاکھ',
  'unread.high': '“{typed}” کسی بھی گاڑی کے لیے بہت زیادہ ہے۔ چھوٹا عدد لکھیں۔',
  'unread.unknown': '{name}: “{typed}” ہمارے ہاں نہیں ملا، اس لیے اسے چھوڑ دیا گیا ہے۔',
  'unread.swapped': '{name}: چھوٹا عدد پہلے آتا ہے، اس لیے ہم نے دونوں کو آپس میں بدل دیا۔',
  'results.lost': 'انٹرنیٹ نہیں ہے۔ آپ کا انتخاب برقرار ہے؛ انٹرنیٹ آتے ہی ہم دوبارہ تلاش کریں گے۔',
}
