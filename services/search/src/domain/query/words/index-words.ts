// The words of texts as the index holds them and as they are asked for: folded, each once. Pure.
import { fold } from './fold.ts'

/** Letters, marks and digits; the point of a number stays: `1.3`. */
const WORD = /[\p{L}\p{M}\p{Nd}]+(?:[.٫]\p{Nd}+)?/gu

/**
 * Every different word once, in order. A text of any length: titles are short, and nothing else is
 * indexed.
 */
export function wordsOf(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) =>
    [...text.matchAll(WORD)].map(([word]) => fold(word).replace('٫', '.')),
  )
  return [...new Set(words.filter(Boolean))]
}
