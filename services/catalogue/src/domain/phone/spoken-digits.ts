// Digits that are written out: in words of three languages, in foreign digits, in letters that look
// like digits. Pure.

// As people spell them. In Urdu also the English words: زیرو is zero.
const UNITS = `
  0 zero oh nil sifar sifr sefar صفر زیرو
  1 one wun ek aik ik ایک ون
  2 two do دو ٹو
  3 three teen tin تین تھری
  4 four char chaar چار فور
  5 five panch paanch پانچ فائیو فائو
  6 six che chay chhe chhay chey cheh چھ چھے چھہ سکس
  7 seven saat sat سات سیون
  8 eight aath ath aat آٹھ اٹھ ایٹ
  9 nine nau nao نو نائن`

// Not `saath`: that is also `with`.
const TENS = `
  10 ten das dus دس  11 eleven gyara gyarah گیارہ  12 twelve bara barah بارہ
  13 thirteen tera terah تیرہ  14 fourteen chauda chaudah چودہ  15 fifteen pandra pandrah پندرہ
  16 sixteen sola solah سولہ  17 seventeen satra satrah سترہ  18 eighteen athara atharah اٹھارہ
  19 nineteen unnis unees انیس  20 twenty bees bis بیس  21 ikkees اکیس  22 bais baees بائیس
  23 teis تئیس  24 chaubis چوبیس  25 pachees pachis پچیس  26 chabbis چھبیس  27 sattais ستائیس
  28 athais atthais اٹھائیس  29 untees انتیس  30 thirty tees تیس  31 ikattis اکتیس
  32 battis battees بتیس  33 taintis تینتیس  34 chauntis chauntees چونتیس  35 paintees پینتیس
  36 chattis chattees چھتیس
  37 saintis سینتیس  38 artis اڑتیس  39 untalis انتالیس  40 forty chalis chalees چالیس
  41 iktalis اکتالیس  42 bayalis بیالیس  43 tantalis تینتالیس  44 chawalis چوالیس
  45 paintalis پینتالیس  46 chiyalis چھیالیس  47 saintalis سینتالیس  48 artalis اڑتالیس
  49 unchas انچاس  50 fifty pachas پچاس  51 ikawan اکاون  52 bawan باون  53 trepan ترپن
  54 chawan چون  55 pachpan پچپن  56 chappan چھپن  57 satawan ستاون  58 athawan اٹھاون
  59 unsath انسٹھ  60 sixty ساٹھ  61 iksath ikasath اکسٹھ  62 basath baasath باسٹھ
  63 tirsath tresath تریسٹھ  64 chausath chonsath چونسٹھ  65 painsath پینسٹھ
  66 chiyasath chiasath چھیاسٹھ  67 sarsath sadsath سڑسٹھ  68 arsath adsath اڑسٹھ
  69 unhattar انہتر  70 seventy sattar ستر  71 ikhattar ikattar اکہتر  72 bahattar بہتر
  73 tihattar تہتر  74 chauhattar chohattar چوہتر  75 pachhattar pachattar پچھتر پچہتر
  76 chihattar chhihattar چھہتر  77 satattar sathattar ستتر  78 athattar اٹھتر
  79 unasi unnasi اناسی  80 eighty assi اسی  81 ikasi ikyasi اکیاسی  82 bayasi بیاسی
  83 tirasi تراسی  84 chaurasi chorasi چوراسی  85 pachasi پچاسی  86 chiyasi chhiyasi چھیاسی
  87 satasi sattasi ستاسی  88 athasi atthasi اٹھاسی  89 nawasi navasi نواسی
  90 ninety nawway nawe نوے  91 ikanway ikanwe اکانوے  92 banway banwe بانوے
  93 tiranway tiranwe ترانوے  94 chauranway choranwe چورانوے  95 pachanway pachanwe پچانوے
  96 chiyanway chiyanwe چھیانوے  97 satanway satanwe ستانوے  98 athanway athanwe اٹھانوے
  99 ninanway ninanwe ننانوے`

const REPEATS = new Map([
  ...['double', 'dabal', 'dubble', 'dbl', 'ڈبل'].map((word) => [word, 2] as const),
  ...['triple', 'tripal', 'ٹرپل'].map((word) => [word, 3] as const),
])
const HUNDRED = new Set(['hundred', 'sau', 'so', 'سو'])

/** One form for what looks alike: compatibility forms, marks, Arabic letters for Urdu ones. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/[يىے](?=\p{L})/gu, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[هة]/g, 'ہ')

/** Unicode has the decimal digits of each script in a row of ten that begins with zero. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}

const table = (lines: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .trim()
      .split(/\s+(?=\d)/)
      .flatMap((line) => {
        const [digits = '', ...words] = line.split(/\s+/)
        return words.map((word) => [foldLetters(word), digits] as const)
      }),
  )

const UNIT_WORDS = table(UNITS)
const TEN_WORDS = table(TENS)
/** What a folded word of up to ninety-nine is in digits. */
export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([...UNIT_WORDS, ...TEN_WORDS])
// "zerothree", "03zero0": words and digits run together.
const LONGEST_FIRST = [...NUMBER_WORDS.keys()].toSorted((a, b) => b.length - a.length).join('|')
const PARTS = new RegExp(`\\d|${LONGEST_FIRST}`, 'g')

/** The digits of one folded token, if it is nothing else: `03`, `zero`, `zerothree`, `o3oo`. */
export function digitsIn(token: string): string | undefined {
  if (/^\d+$/.test(token)) return token
  const word = NUMBER_WORDS.get(token)
  if (word !== undefined) return word
  if (/^o{1,4}$/.test(token)) return '0'.repeat(token.length)
  if (/^[\doil]+$/.test(token) && /\d/.test(token))
    return token.replaceAll('o', '0').replaceAll(/[il]/g, '1')
  // Each part is the longest that fits and is never taken back: some words are two others in a row,
  // and to try all ways would take seconds for one title.
  const parts = token.match(PARTS) ?? []
  return parts.join('') === token
    ? parts.map((part) => NUMBER_WORDS.get(part) ?? part).join('')
    : undefined
}

/** Whether a folded token is a digit or a number in words. */
export const isSpoken = (token: string): boolean => !/^\d+$/.test(token)

export const repeatsOf = (token: string): number | undefined => REPEATS.get(token)

export const isHundred = (token: string): boolean => HUNDRED.has(token)

/** "twenty one" is 21, not 201. */
export const isRoundTen = (digits: string): boolean => /^[2-9]0$/.test(digits)
