// The words that multiply a number: crore, lac, million, thousand. Data, folded once.
import { plainWords } from './plain.ts'

export const THOUSAND = 1_000
export const LAC = 100_000
export const CRORE = 10_000_000

const each = (scale: number, words: string) =>
  words.split(' ').map((word) => [plainWords(word), scale] as const)

export const SCALES: ReadonlyMap<string, number> = new Map([
  ...each(CRORE, 'crore crores cr cror karor karore karod caror carore کروڑ کڑوڑ کروڑوں'),
  ...each(LAC, 'lac lacs lack lacks lak laks lakh lakhs laakh laakhs lk l لاکھ لاکھوں لاک'),
  ...each(1_000_000, 'million millions mln mn m ملین'),
  ...each(THOUSAND, 'thousand thousands hazar hazaar hazzar k ہزار'),
])
