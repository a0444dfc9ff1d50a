// Finding a phrase at a place of the query, and the query's words with what has been understood
// crossed out. Pure.
import type { Phrase } from './words/fold.ts'
import type { Token } from './tokens.ts'

/** The words of a query; `used` ones have been understood, of which `stays` remain in its text. */
export type Words = {
  readonly tokens: readonly Token[]
  readonly used: boolean[]
  readonly stays: boolean[]
}

export function wordsIn(tokens: readonly Token[]): Words {
  return { tokens, used: tokens.map(() => false), stays: tokens.map(() => false) }
}

export const isFree = ({ tokens, used }: Words, at: number): boolean =>
  at >= 0 && at < tokens.length && used[at] !== true

/** The folded word at a place, or nothing when it is used or outside. */
export const wordAt = (words: Words, at: number): string | undefined =>
  isFree(words, at) ? words.tokens[at]?.norm : undefined

export function use(words: Words, from: number, to: number): void {
  for (let at = from; at < to; at += 1) words.used[at] = true
}

/** Crosses words out for every other reading; they remain in the text. */
export function reserve(words: Words, from: number, to: number): void {
  use(words, from, to)
  for (let at = from; at < to; at += 1) words.stays[at] = true
}

/**
 * How many words of the longest matching phrase start at `at`; 0 for none. Phrases come longest
 * first.
 */
export function phraseAt(words: Words, at: number, phrases: readonly Phrase[]): number {
  return (
    phrases.find((phrase) => phrase.every((word, i) => wordAt(words, at + i) === word))?.length ?? 0
  )
}

/** How many words of the longest matching phrase end just before `end`; 0 for none. */
export function phraseBefore(words: Words, end: number, phrases: readonly Phrase[]): number {
  return (
    phrases.find((phrase) =>
      phrase.every((word, i) => wordAt(words, end - phrase.length + i) === word),
    )?.length ?? 0
  )
}

/** The words of a stretch as they were typed. */
export const typed = ({ tokens }: Words, from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ raw }) => raw)
    .join(' ')
