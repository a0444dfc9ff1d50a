// Whether a message asks for what deals go wrong by: money before the car is seen, money past every
// record, or car and papers before the money. For a hint to whoever reads it; nothing is blocked.
import { NEGATIONS, PHRASES, type Risk, VOCABULARY } from './phrases.ts'

/** One spelling for many: case, marks, joiners, Arabic letters, letters drawn out. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[ۂە]/g, 'ہ')
    .replace(/[’'`]/g, '')
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/[-_/]+/g, ' ')
    .replace(/\s+/g, ' ')

const BETWEEN = String.raw`[\s,،:()"“”%]+`
const WORD = String.raw`[\p{L}\p{N}]`

const anyOf = (words: readonly string[]): string =>
  `(?:${words
    .map((word) => {
      const spaced = word.replaceAll(' ', BETWEEN)
      return spaced.endsWith('*') ? `${spaced.slice(0, -1)}${WORD}*` : spaced
    })
    .join('|')})`

/** `<SEND> ..2 <MONEY>` → what finds it between the words of a text. */
const shapeOf = (phrase: string): RegExp => {
  // Alternatives hold spaces of their own: `last chance|now or never`.
  const parts = phrase.includes('|') && !/<|\.\./.test(phrase) ? [phrase] : phrase.split(' ')
  const body = parts
    .map((part) => {
      if (part.startsWith('..')) return `(?:${WORD}+${BETWEEN}){0,${part.slice(2)}}`
      const name = /^<(\w+)>$/.exec(part)?.[1] as keyof typeof VOCABULARY | undefined
      return `${anyOf(name ? VOCABULARY[name] : part.split('|'))}(?!${WORD})(?:${BETWEEN})?`
    })
    .join('')
  return new RegExp(`(?<!${WORD})${body}`, 'gu')
}
const RISKS = (Object.keys(PHRASES) as Risk[]).map(
  (risk) => [risk, PHRASES[risk].map(shapeOf)] as const,
)

const wordsOf = (text: string): readonly string[] =>
  text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
/** A sentence ends what a negation reaches. */
const clausesOf = (text: string): readonly string[] => text.split(/[.!?;۔؟،,\n]/)

const isTurnedRound = (text: string, from: number, to: number): boolean =>
  [
    ...wordsOf(clausesOf(text.slice(0, from)).at(-1) ?? '').slice(-3),
    ...wordsOf(text.slice(from, to)),
    ...wordsOf(clausesOf(text.slice(to))[0] ?? '').slice(0, 2),
  ].some((word) => NEGATIONS.has(word))

/** The first risk that the text shows; undefined for an ordinary message. */
export const riskIn = (text: string): Risk | undefined => {
  const given = plain(text.slice(0, 4_000))
  for (const [risk, shapes] of RISKS)
    for (const shape of shapes)
      for (const match of given.matchAll(shape)) {
        const end = match.index + match[0].trimEnd().length
        // Pressure is often a negation itself: `nahi to bik jayegi`.
        if (risk === 'hand-over' || !isTurnedRound(given, match.index, end)) return risk
      }
  return undefined
}
