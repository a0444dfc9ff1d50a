// Two names joined to one or the other: "civic ya corolla". Pure.
import type { Words } from './phrase-match.ts'
import { foldedWords } from './words/fold.ts'

const EITHER = foldedWords('or ya aur and nor یا اور')

/** Whether nothing but such words stands between two places. */
export const isEither = ({ tokens }: Words, from: number, to: number): boolean =>
  to > from && tokens.slice(from, to).every(({ norm }) => EITHER.has(norm))
