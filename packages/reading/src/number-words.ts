// Numbers that people write in words in front of lac, crore or hazar: `dedh crore`, `saade 28 lac`.
import { plainWords } from './plain.ts'
import { SCALES } from './scales.ts'

const each = (value: number, words: string) =>
  words.split(' ').map((word) => [plainWords(word), value] as const)

// Left out is what is another word as well: `no` (9), `saath` (60, and "with").
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...each(0.5, 'half aadha adha آدھا'),
  ...each(0.75, 'paun paune pona pone paonay پون پونے'),
  ...each(1, 'ek aik one ایک'),
  ...each(1.25, 'sawa سوا'),
  ...each(1.5, 'dedh derh dairh daidh ڈیڑھ'),
  ...each(2, 'do two دو'),
  ...each(2.5, 'dhai dhaai adhai arhai ڈھائی اڑھائی'),
  ...each(3, 'teen three تین'),
  ...each(4, 'char chaar four چار'),
  ...each(5, 'panch paanch five پانچ'),
  ...each(6, 'chay che six چھ چھے'),
  ...each(7, 'saat seven سات'),
  ...each(8, 'aath ath eight آٹھ'),
  ...each(9, 'nau nine نو'),
  ...each(10, 'das dus ten دس'),
  ...each(11, 'gyara gyarah giyara giyarah eleven گیارہ'),
  ...each(12, 'bara barah baara twelve بارہ'),
  ...each(13, 'tera terah thirteen تیرہ'),
  ...each(14, 'chauda chaudah choda chodah fourteen چودہ'),
  ...each(15, 'pandra pandrah pandara fifteen پندرہ'),
  ...each(16, 'sola solah sixteen سولہ'),
  ...each(17, 'satra satrah seventeen سترہ'),
  ...each(18, 'athara atharah eighteen اٹھارہ'),
  ...each(19, 'unnis unees nineteen انیس'),
  ...each(20, 'bees bis twenty بیس'),
  ...each(25, 'pachees pachis pacchis پچیس'),
  ...each(30, 'tees thirty تیس'),
  ...each(35, 'paintees paintis پینتیس'),
  ...each(40, 'chalis chalees forty fourty چالیس'),
  ...each(45, 'paintalis paintalees پینتالیس'),
  ...each(50, 'pachas pachaas fifty پچاس'),
  ...each(55, 'pachpan پچپن'),
  ...each(60, 'sixty ساٹھ'),
  ...each(65, 'painsath پینسٹھ'),
  ...each(70, 'sattar seventy ستر'),
  ...each(75, 'pachhattar pachattar پچھتر'),
  ...each(80, 'assi eighty اسی'),
  ...each(85, 'pachasi پچاسی'),
  ...each(90, 'nawway ninety نوے'),
  ...each(95, 'pachanway پچانوے'),
])

/** Of one of what follows, more or less: `saade 28 lac` are 28.5, `paune 20 lac` 19.75. */
const PARTS: ReadonlyMap<string, number> = new Map([
  ...each(
    0.5,
    'saade saadhe sade sadhe saarhe sarhe saare sarhay saarhay sadhay saaday ساڑھے ساڑے',
  ),
  ...each(0.25, 'sawa سوا'),
  ...each(-0.25, 'paune pone paonay پونے'),
])

const anyOf = (words: ReadonlyMap<string, number>): string => `(${[...words.keys()].join('|')})`
const BEFORE_SCALE = String.raw`(?= ?${anyOf(SCALES)}(?!\p{L}))`
const WORD = new RegExp(String.raw`(?<!\p{L})${anyOf(NUMBERS)} ${BEFORE_SCALE}`, 'gu')
const MOVED = new RegExp(String.raw`(?<!\p{L})${anyOf(PARTS)} (\d{1,3})${BEFORE_SCALE}`, 'gu')

/**
 * Plain words with digits for what is said in words. In front of a scale alone: elsewhere `do` and
 * `teen` are anything.
 */
export const wordsAsDigits = (text: string): string =>
  text
    .replace(WORD, (_found, word: string) => `${NUMBERS.get(word) ?? word} `)
    .replace(MOVED, (_found, part: string, count: string) =>
      String(Number(count) + (PARTS.get(part) ?? 0)),
    )
