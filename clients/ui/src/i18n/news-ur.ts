// Notifications in Urdu, with exactly the keys of the English file.
import type { newsEn } from './news-en.ts'

export const newsUr: Readonly<Record<keyof typeof newsEn, string>> = {
  'nav.news': 'اطلاعات',
  'nav.news.unread': 'اطلاعات، {count} نئی',
  'news.title': 'اطلاعات',
  'news.unread': 'نئی',
  'news.empty.title': 'ابھی کچھ نہیں',
  'news.empty.text':
    'پیشکشیں، پسندیدہ گاڑیوں کی کم قیمتیں اور محفوظ تلاش کی نئی گاڑیاں یہاں نظر آئیں گی۔',
  'news.more': 'پرانی دیکھیں',
  'news.settings': 'ہم آپ کو کیسے بتائیں',
  'news.settings.hint': 'آپ یہاں جو بھی چنیں، پیغام چیٹ میں رہتے ہیں۔',
  'news.push.on': 'اس فون پر اطلاع دیں',
  'news.push.off': 'اس فون پر بند کریں',
  'news.push.isOn': 'اس فون پر اطلاعات آتی ہیں۔',
  'news.push.denied':
    'براؤزر نے اطلاعات روک رکھی ہیں۔ براؤزر کی ترتیبات میں اس سائٹ کو اجازت دیں، پھر دوبارہ کوشش کریں۔',
  'news.push.none': 'یہ براؤزر اطلاعات نہیں لے سکتا۔ آئی فون پر پہلے یہ سائٹ ہوم اسکرین پر رکھیں۔',
  'news.push.failed': 'یہ نہ ہو سکا۔ کنکشن دیکھ کر دوبارہ کوشش کریں۔',
  'news.purpose.messages': 'پیغام',
  'news.purpose.offers': 'پیشکشیں',
  'news.purpose.contacts': 'خریدار کی کال یا واٹس ایپ',
  'news.purpose.saved-ads': 'پسندیدہ گاڑیاں',
  'news.purpose.alerts': 'محفوظ تلاشیں',
  'news.channel.push': 'فون پر',
  'news.channel.email': 'ای میل',
  'news.channel.sms': 'ایس ایم ایس',
  'news.channel.whatsapp': 'واٹس ایپ',
  'news.channel.in-app': 'یہاں',
  'news.quiet': 'خاموشی کے اوقات',
  'news.quiet.standard': 'رات کو، صرف جو انتظار کر سکے ({from} سے {to})',
  'news.quiet.own': 'میرے اپنے اوقات، ہر چیز کے لیے',
  'news.quiet.none': 'کوئی نہیں',
  'news.quiet.from': 'سے',
  'news.quiet.to': 'تک',
  'news.saved': 'محفوظ ہو گیا۔',
}
