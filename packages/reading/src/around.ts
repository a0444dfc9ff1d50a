// What stands around a number in a field: its unit, its currency, brackets, `only`, `hai`.
import { plainWords } from './plain.ts'

const BEFORE = String.raw`[\s:;,~≈*("'“‘«[=]`
const BEHIND = String.raw`[\s:;,.!+)(\]"'”’»*/=۔-]`

/** Words that say nothing about any number. */
const ANYWHERE =
  'only|tak|upto|up to|se kam|under|about|around|approx|approximately|almost|taqreeban|taqriban|' +
  'hai|he|hay|sirf|mein|main|plus|(?:ke )?(?:qareeb|qarib)|' +
  'تک|سے کم|صرف|تقریبا|ہے|میں|(?:کے )?قریب'

/**
 * A reader of plain words that leaves out these words and marks at both ends, again and again. In
 * the middle they stay: what they part is not one number.
 */
export const leavingOut = (words: string): ((text: string) => string) => {
  const any = plainWords(`(?:${words}|${ANYWHERE})`)
  const first = new RegExp(String.raw`^(?:${BEFORE}|${any}(?!\p{L}))+`, 'u')
  const last = new RegExp(String.raw`(?:${BEHIND}|(?<!\p{L})${any})+$`, 'u')
  return (text) => text.replace(first, '').replace(last, '')
}
