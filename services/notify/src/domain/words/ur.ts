// Notifications in Urdu.
import type { Sentences } from './words.ts'

export const ur: Sentences = {
  someCar: 'آپ کی گاڑی',
  rupees: (grouped) => `${grouped} روپے`,
  message: ({ name = 'کسی نے لکھا', preview, events }) => ({
    title: name,
    body: events > 1 ? `${events} نئے پیغام` : (preview ?? 'نیا پیغام'),
  }),
  'offer-made': ({ car, price }) => ({
    title: `نئی پیشکش: ${price}`,
    body: `${car}۔ قبول کریں، انکار کریں یا اپنی قیمت بتائیں۔`,
  }),
  'offer-countered': ({ car, price }) => ({
    title: `جواب میں قیمت: ${price}`,
    body: `${car} پر آپ کی پیشکش کا جواب۔ اب آپ کی باری ہے۔`,
  }),
  'offer-accepted': ({ car, price }) => ({
    title: `پیشکش قبول ہو گئی: ${price}`,
    body: `${car}۔ پیشکش سودا نہیں: پہلے گاڑی اور کاغذات دیکھیں۔`,
  }),
  'offer-declined': ({ car, price }) => ({
    title: `پیشکش قبول نہیں ہوئی: ${price}`,
    body: `${car}۔ آپ دوسری پیشکش کر سکتے ہیں۔`,
  }),
  'offer-withdrawn': ({ car, price }) => ({
    title: `پیشکش واپس لے لی گئی: ${price}`,
    body: `${car}۔ آپ اب بھی بات کر سکتے ہیں۔`,
  }),
  'offer-expired': ({ car, price }) => ({
    title: `پیشکش کا وقت ختم: ${price}`,
    body: `وقت پر جواب نہیں آیا۔ ${car}۔`,
  }),
  'contact-call': ({ car }) => ({
    title: 'ایک خریدار نے آپ کا نمبر دیکھا',
    body: `${car} کے بارے میں۔ کال آ سکتی ہے۔`,
  }),
  'contact-whatsapp': ({ car }) => ({
    title: 'ایک خریدار نے آپ کا واٹس ایپ کھولا',
    body: `${car} کے بارے میں۔ واٹس ایپ دیکھ لیں۔`,
  }),
  'contact-callback': ({ car }) => ({
    title: 'ایک خریدار چاہتا ہے کہ آپ کال کریں',
    body: `${car} کے بارے میں۔ کون ہے، یہاں دیکھیں۔`,
  }),
  'price-dropped': ({ car, price, was }) => ({
    title: `اب ${price}، پہلے ${was}`,
    body: `آپ کی پسندیدہ ${car} سستی ہو گئی۔`,
  }),
  sold: ({ car }) => ({
    title: 'آپ کی پسندیدہ گاڑی بِک گئی',
    body: `${car}۔ ملتی جلتی گاڑیاں دیکھیں۔`,
  }),
  'alert-new': ({ count }) => ({
    title: `آپ کی محفوظ تلاش میں ${count} نئی ${count === 1 ? 'گاڑی' : 'گاڑیاں'}`,
    body: 'دوسروں سے پہلے دیکھ لیں۔',
  }),
  'alert-dropped': ({ count }) => ({
    title: `آپ کی تلاش کی ${count} ${count === 1 ? 'گاڑی' : 'گاڑیاں'} سستی`,
    body: 'قیمت پہلے سے کم ہو گئی ہے۔',
  }),
}
