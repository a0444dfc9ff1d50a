// The phrases by which deals go wrong, in English, Roman Urdu and Urdu, as data: a `<NAME>` stands
// for any of its words, `..2` for up to two words between, `word*` for all that begins so. Words of
// several parts need a name.
export type Risk = 'advance' | 'transfer' | 'hand-over'

const list = (text: string): readonly string[] => text.split('|')

export const VOCABULARY = {
  SEND: list('send|sent|pay|transfer|deposit|wire|remit'),
  GIVE: list(
    'bhej*|beji*|bej*|de do|dedo|de dein|dein|den|kar do|kardo|kar dein|kr do|krdo|krwa*|karwa*|' +
      'kara*|daal*|jama|send|transfer|بھیج*|بھجوا*|دے د*|دیں|کر د*|کریں|کروا*|جمع|ڈال*|ٹرانسفر',
  ),
  MONEY: list(
    'money|payment|amount|cash|funds|paisa|paisay|paise|paisy|pese|raqam|rakam|' +
      'پیسے|پیسا|پیسہ|رقم|پیمنٹ|ادائیگی',
  ),
  ACCOUNT: list('account|acount|accnt|اکاؤنٹ|کھاتے'),
  IN: list('mein|me|mai|main|men|میں'),
  FIRST: list('first|upfront|up front|in advance|before|pehle|pehlay|phele|پہلے'),
  /** As of token money; a token tax is paid in other words. */
  HURRIED: list('bhej*|bej*|de do|dedo|de dein|send'),
  LATER: list('later|next week|the rest'),
  TOKEN: list(
    'advance|token money|booking amount|bayana|biyana|baiana|security deposit|' +
      'ایڈوانس|پیشگی|بیعانہ|ٹوکن منی|بکنگ',
  ),
  WALLET: list(
    'jazzcash|jazz cash|easypaisa|easy paisa|easypesa|sadapay|nayapay|western union|moneygram|' +
      'bitcoin|usdt|crypto|gift card|gift cards|hundi|hawala|' +
      'جاز کیش|جازکیش|ایزی پیسہ|ایزی پیسا|ویسٹرن یونین|ہنڈی',
  ),
  CODE: list('otp|verification code|sms code|pin code|6 digit code|او ٹی پی'),
  SHARE: list('send|share|forward|bhej*|bata*|de do|بتا*|بھیج*|دے د*'),
  PAPERS: list(
    'file|original file|paper|papers|documents|docs|kaghzat|kagzat|kaghaz*|registration book|' +
      'smart card|key|keys|chabi|chabian|car|gari|گاڑی|کاغذات|فائل|چابی',
  ),
  HAND: list('give|hand over|handover|bring|courier'),
  OTHER: list('another|other|second|2nd|dusra|dosra|دوسرا|دوسری|اور'),
  BUYER: list('buyer|buyers|party|customer|grahak|خریدار|پارٹی|گاہک'),
  READY: list(
    'is|are|has|wants|ready|waiting|coming|offering|tayyar|tyar|de raha|تیار|آ رہا|دے ر*',
  ),
  OR_ELSE: list('warna|werna|otherwise|nahi to|nahin to|ni to|ورنہ|نہیں تو'),
  GONE: list('bik*|sell|sold|de dun|dey dun|kisi aur|بک جا*|بیچ د*|کسی اور'),
  AGENT: list('agent|cousin|driver|brother|bhai'),
  FETCH: list('collect|pick up|deliver|le jaye*|delivery'),
  FEE: list('delivery charges|delivery fee|shipping cost|transport charges|courier charges'),
} as const

export const PHRASES: Readonly<Record<Risk, readonly string[]>> = {
  advance: [
    '<TOKEN> ..1 <MONEY>',
    '<TOKEN> ..2 <GIVE>',
    '<SEND> ..3 <TOKEN>',
    'token ..1 <HURRIED>',
    'token money',
    'half|some|full|50|30|20|10 ..2 <MONEY> <FIRST>',
    'deposit ..3 hold|reserve|book|secure|confirm|first|upfront',
    'reserve|hold|book|confirm ..4 deposit|advance',
    'pehle|pehlay|phele|پہلے ..1 <MONEY>',
    '<MONEY> pehle|pehlay|پہلے ..1 <GIVE>',
    '<FEE> ..2 <FIRST>',
    '<FEE> ..2 <GIVE>',
  ],
  transfer: [
    '<WALLET>',
    'send|sent|transfer|wire|remit|deposit ..2 <MONEY>',
    '<MONEY> ..4 <ACCOUNT> <IN>',
    '<ACCOUNT> <IN> ..3 <MONEY>',
    '<ACCOUNT> <IN> ..3 <GIVE>',
    '<MONEY> ..2 bhej*|bej*|transfer|jama|بھیج*|بھجوا*|ٹرانسفر',
    'my|mera|mere|company|agent ..1 <ACCOUNT> number|no|hai|is',
    'iban',
    '<CODE> ..2 <SHARE>',
    '<SHARE> ..3 <CODE>',
    'code|کوڈ ..1 aya*|aaya*|received|آیا|آئے*',
  ],
  'hand-over': [
    '<HAND> ..4 <PAPERS> ..2 first|now|today|before',
    'pay ..2 <LATER>',
    '<MONEY> baad|bad|بعد <IN>',
    'baad|bad|بعد <IN> ..1 <MONEY>',
    '<PAPERS> ..2 pehle|pehlay|پہلے <GIVE>',
    '<PAPERS> ..3 tcs|leopard*',
    '<OTHER> <BUYER> ..2 <READY>',
    'last chance|now or never|only today|today only|decide now|decide right now|hurry up',
    'آخری موقع|صرف آج|ابھی فیصلہ',
    '<OR_ELSE> ..4 <GONE>',
    'my|mera|mere <AGENT> ..3 <FETCH>',
  ],
}

/** Right before or behind a phrase these turn it round: `no advance`, `advance nahi`. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  list(
    'no|not|dont|never|without|wont|cant|avoid|nahi|nahin|nai|mat|na|bagair|baghair|bina|' +
      'نہیں|مت|بغیر|نہ|بنا|کبھی',
  ),
)
