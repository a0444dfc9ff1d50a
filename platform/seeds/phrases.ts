// The words sellers use, in English, Roman Urdu and Urdu. {slots} are filled by words.ts. Numbers
// of phones never stand here.
import type { SeedLang } from './shape.ts'

export type Phrases = {
  /** Slots: make model trim year hook. */
  titles: string[]
  hooks: string[]
  openers: string[]
  owner: string[]
  paint: string[]
  engine: string[]
  papers: string[]
  reason: string[]
  closing: string[]
  imported: string[]
  unused: string[]
}

export const PHRASES: Record<SeedLang, Phrases> = {
  en: {
    titles: [
      '{make} {model} {trim} {year}',
      '{make} {model} {trim} {year}, {hook}',
      '{year} {make} {model} {trim} — {hook}',
      '{model} {trim} {year} for sale, {hook}',
    ],
    hooks: [
      'bumper to bumper genuine',
      'first owner',
      'family used',
      'total genuine',
      'low mileage',
      'excellent condition',
      'lady driven',
      'urgent sale',
      'original book',
      'lush condition',
    ],
    openers: [
      '{make} {model} {trim}, {year} model, driven {km} km.',
      'I am selling my {year} {model} {trim} in {city}.',
      'Well kept {model} {trim}, model {year}, {colour}.',
    ],
    owner: [
      'First owner, bought new from the showroom.',
      'Second owner, used by family only.',
      'Company maintained, all service records available.',
      'Used within the city by one driver.',
    ],
    paint: [
      'Bumper to bumper genuine paint.',
      'Two pieces touching, rest total genuine.',
      'Outer shower, inside fully genuine.',
      'Front bumper repainted because of minor scratches, nothing else.',
    ],
    engine: [
      'Engine, suspension and AC in perfect condition.',
      'New tyres and battery, no work required.',
      'Oil and filters changed recently, no leakage.',
      'Chilled AC, smooth gear shifts, pin drop silent engine.',
    ],
    papers: [
      'Token paid up to date, original book and file.',
      'Complete original documents, biometric available.',
      'Smart card and return file in hand.',
      'Lifetime token paid, all papers clear.',
    ],
    reason: [
      'Selling because of an upgrade.',
      'Owner is moving abroad.',
      'Not in a hurry, serious buyers only.',
      'Price is slightly negotiable after seeing the car.',
    ],
    closing: [
      'Please call, messages may be missed.',
      'Visit any time after 6 pm.',
      'No exchange, no dealers please.',
      'Mechanic check is welcome.',
    ],
    imported: [
      'Fresh import, auction sheet available, grade 4.',
      'Auction sheet verified, interior like new.',
      'Imported and cleared in Karachi, verified papers.',
    ],
    unused: [
      'Zero meter, unregistered, ready for delivery.',
      'Brand new, never registered, invoice in your name.',
    ],
  },
  'ur-Latn': {
    titles: [
      '{make} {model} {trim} {year} model {hook}',
      '{model} {trim} {year} bechni hai, {hook}',
      '{year} model {model} {trim} {hook}',
      '{model} {trim} {year} baraye farokht',
    ],
    hooks: [
      'bumper to bumper genuine',
      'pehla malik',
      'ghar ki gari',
      'total genuine',
      'kam chali hui',
      'bohat achi halat mein',
      'urgent',
      'token paid',
      'mint condition',
      'sirf shower hai',
    ],
    openers: [
      '{make} {model} {trim} {year} model, {km} km chali hui hai.',
      'Apni {model} {trim} {year} bech raha hoon, gari {city} mein hai.',
      '{model} {trim} {colour} colour, {year} ka model hai.',
    ],
    owner: [
      'First owner gari hai, showroom se nayi li thi.',
      'Doosra malik hoon, sirf family ne use ki hai.',
      'Company maintained hai, poora record mojood hai.',
      'Ghar ki gari hai, daily office ke liye use hui.',
    ],
    paint: [
      'Bumper to bumper genuine hai.',
      'Do piece touching hain, baqi total genuine.',
      'Bahar se shower hai, andar se bilkul genuine.',
      'Kahin se bhi accident nahi hui.',
    ],
    engine: [
      'Engine, suspension aur AC bilkul theek hai.',
      'Naye tyre aur battery, koi kaam nahi hone wala.',
      'AC thanda, engine silent, gear smooth.',
      'Abhi oil change karwaya hai, average bohat achi hai.',
    ],
    papers: [
      'Token paid hai, original book aur file sath hai.',
      'Kaghzat mukammal hain, biometric mojood.',
      'Smart card aur return file hath mein hai.',
      'Lifetime token, koi kaghzi masla nahi.',
    ],
    reason: [
      'Bari gari leni hai is liye bech raha hoon.',
      'Bahar ja raha hoon is liye sale kar raha hoon.',
      'Jaldi nahi hai, sirf serious log rabta karein.',
      'Gari dekh kar munasib kami ho jaye gi.',
    ],
    closing: [
      'Call karein, message ka jawab mushkil hai.',
      'Sham 6 baje ke baad aa kar dekh lein.',
      'Exchange aur dealer hazraat se maazrat.',
      'Mechanic sath la kar check karwa lein.',
    ],
    imported: [
      'Fresh import hai, auction sheet mojood, grade 4.',
      'Auction sheet verify karwa sakte hain, andar se nayi jaisi.',
      'Japan se aayi hui saaf gari, kaghzat verified.',
    ],
    unused: [
      'Zero meter hai, abhi register nahi hui.',
      'Bilkul nayi gari, invoice aap ke naam par.',
    ],
  },
  ur: {
    titles: [
      '{make} {model} {trim} {year}',
      '{make} {model} {trim} {year} ماڈل، {hook}',
      '{model} {trim} {year} برائے فروخت، {hook}',
      '{year} ماڈل {model} {trim} {hook}',
    ],
    hooks: [
      'بمپر ٹو بمپر جینوئن',
      'پہلا مالک',
      'گھر کی گاڑی',
      'مکمل جینوئن',
      'کم چلی ہوئی',
      'بہترین حالت میں',
      'فوری فروخت',
      'ٹوکن ادا شدہ',
      'اصل بک کے ساتھ',
      'صاف ستھری گاڑی',
    ],
    openers: [
      '{make} {model} {trim}، {year} ماڈل، {km} کلومیٹر چلی ہوئی۔',
      'اپنی {model} {trim} {year} بیچ رہا ہوں، گاڑی {city} میں ہے۔',
      '{model} {trim}، رنگ {colour}، ماڈل {year}۔',
    ],
    owner: [
      'پہلا مالک ہوں، شوروم سے نئی لی تھی۔',
      'دوسرا مالک، صرف فیملی کے استعمال میں رہی۔',
      'کمپنی مینٹین، سروس کا مکمل ریکارڈ موجود ہے۔',
      'گھر کی گاڑی ہے، صرف شہر میں چلی ہے۔',
    ],
    paint: [
      'بمپر ٹو بمپر جینوئن پینٹ۔',
      'دو پیس ٹچنگ، باقی مکمل جینوئن۔',
      'باہر سے شاور، اندر سے بالکل جینوئن۔',
      'کہیں سے بھی حادثہ نہیں ہوا۔',
    ],
    engine: [
      'انجن، سسپنشن اور اے سی بہترین حالت میں۔',
      'نئے ٹائر اور بیٹری، کوئی کام ہونے والا نہیں۔',
      'اے سی ٹھنڈا، انجن خاموش، گیئر نرم۔',
      'حال ہی میں آئل تبدیل کروایا ہے، ایوریج بہت اچھی ہے۔',
    ],
    papers: [
      'ٹوکن ادا شدہ، اصل بک اور فائل ساتھ ہے۔',
      'کاغذات مکمل، بائیومیٹرک موجود ہے۔',
      'سمارٹ کارڈ اور ریٹرن فائل ہاتھ میں ہے۔',
      'لائف ٹائم ٹوکن، کوئی کاغذی مسئلہ نہیں۔',
    ],
    reason: [
      'بڑی گاڑی لینی ہے اس لیے بیچ رہا ہوں۔',
      'بیرون ملک جا رہا ہوں۔',
      'جلدی نہیں، صرف سنجیدہ خریدار رابطہ کریں۔',
      'گاڑی دیکھ کر مناسب کمی ہو جائے گی۔',
    ],
    closing: [
      'براہ کرم کال کریں۔',
      'شام چھ بجے کے بعد آ کر دیکھ لیں۔',
      'تبادلہ اور ڈیلر حضرات سے معذرت۔',
      'مکینک ساتھ لا کر چیک کروا لیں۔',
    ],
    imported: [
      'تازہ درآمد، آکشن شیٹ موجود، گریڈ 4۔',
      'آکشن شیٹ تصدیق شدہ، اندر سے نئی جیسی۔',
      'جاپان سے آئی ہوئی صاف گاڑی، کاغذات تصدیق شدہ۔',
    ],
    unused: ['زیرو میٹر، ابھی رجسٹر نہیں ہوئی۔', 'بالکل نئی گاڑی، انوائس آپ کے نام پر۔'],
  },
}
