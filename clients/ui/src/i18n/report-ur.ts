// Reporting an ad or a person in Urdu, with exactly the keys of the English file.
import type { reportEn } from './report-en.ts'

export const reportUr: Readonly<Record<keyof typeof reportEn, string>> = {
  'reports.title': 'میری شکایتیں',
  'reports.listing': 'ایک اشتہار',
  'reports.person': 'بیچنے والا',
  'reports.message': 'ایک گفتگو',
  'reports.received': 'موصول ہو گئی',
  'reports.under-review': 'ہماری ٹیم دیکھ رہی ہے',
  'reports.hint':
    'جب کافی لوگ ایک ہی شکایت کریں تو ہماری ٹیم اسے دیکھتی ہے۔ کسی کو نہیں بتایا جاتا کہ شکایت کس نے کی۔',
  'reports.empty.title': 'آپ نے کوئی شکایت نہیں کی',
  'reports.empty.text':
    'ہر اشتہار، بیچنے والے اور گفتگو کی شکایت کی جا سکتی ہے؛ پھر وہ یہاں نظر آتی ہے۔',
  'report.ad': 'اس اشتہار کی شکایت کریں',
  'report.seller': 'بیچنے والے کی شکایت کریں',
  'report.close': 'بند کریں',
  'report.ad.title': 'اس اشتہار میں کیا غلط ہے؟',
  'report.chat.title': 'اس گفتگو میں کیا غلط ہے؟',
  'report.done.chat': 'آپ گفتگو کے مینیو سے انہیں بلاک بھی کر سکتے ہیں۔',
  'report.seller.title': 'بیچنے والے سے کیا شکایت ہے؟',
  'report.private': 'بیچنے والے کو نہیں بتایا جاتا کہ شکایت کس نے کی۔',
  'report.sold': 'گاڑی بِک چکی ہے',
  'report.wrong-price': 'لکھی ہوئی قیمت اصل نہیں',
  'report.fraud': 'دھوکا لگتا ہے، یا پیسے پہلے مانگے جا رہے ہیں',
  'report.duplicate': 'ایک ہی گاڑی کے ایک سے زیادہ اشتہار ہیں',
  'report.offensive': 'نازیبا الفاظ یا تصاویر ہیں',
  'report.wrong-details': 'تفصیل یا تصاویر کسی اور گاڑی کی ہیں',
  'report.other': 'کوئی اور بات',
  'report.text': 'تفصیل بتائیں',
  'report.optional': '(خالی بھی چھوڑ سکتے ہیں)',
  'report.send': 'شکایت بھیجیں',
  'report.sending': 'بھیجی جا رہی ہے…',
  'report.choose': 'پہلے چنیں کہ کیا غلط ہے۔',
  'report.done.title': 'بتانے کا شکریہ',
  'report.done.ad':
    'یہ اشتہار اب آپ کو تلاش میں نظر نہیں آئے گا۔ جب کئی لوگ ایک ہی شکایت کریں تو ہماری ٹیم دیکھتی ہے۔',
  'report.done.seller': 'جب کئی لوگ کسی بیچنے والے کی ایک ہی شکایت کریں تو ہماری ٹیم دیکھتی ہے۔',
  'report.done.careful': 'اگر آپ پیسے دے چکے ہیں تو آج ہی اپنے بینک اور پولیس کو بتائیں۔',
  'report.done.way': 'دوسری گاڑیاں دیکھیں',
}
