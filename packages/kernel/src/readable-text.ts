// What people type for others to read: visible, in one direction at a time, without walls of marks.
// The same for names, titles and descriptions.

/** What is wrong with a text; the message explains what helps. */
export type TextFault = {
  readonly code: 'TEXT_EMPTY' | 'TEXT_UNREADABLE' | 'TEXT_HIDDEN' | 'TEXT_LINES' | 'TEXT_MARKS'
  readonly message: string
}

/** Names and titles have one line, descriptions as many as they like. */
export type Lines = 'one' | 'many'

// Keyboards of two directions, other apps and web pages leave bidi controls, marks and soft hyphens
// around what people paste; they show nothing themselves and may make a text say another thing than
// it shows. Joiners and the two choosers of a picture's look may stay; U+0600–0605 are visible.
const HIDDEN = new RegExp(
  [
    String.raw`(?![\u200c-\u200d\u0600-\u0605])\p{Cf}`,
    String.raw`(?![\u200c-\u200d]|[\ufe0e-\ufe0f])\p{Default_Ignorable_Code_Point}`,
  ].join('|'),
  'gu',
)
// Urdu joins and parts letters with these two, pictures are composed with the second. Anywhere else
// they are invisible and mean nothing.
const JOINERS = /[\u200c\u200d]{2,}/g
const JOINER = String.raw`[\u200c\u200d]`
const LOOSE_JOINER = new RegExp(
  [
    String.raw`(?<![\p{L}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}])${JOINER}`,
    String.raw`${JOINER}(?![\p{L}\p{M}\p{Extended_Pictographic}])`,
  ].join('|'),
  'gu',
)

/**
 * The form that is checked and stored: what shows nothing goes, joiners that join nothing, and the
 * blanks around the text. Nobody has to type again what they have pasted.
 */
export const tidyText = (text: string): string =>
  text
    .replace(HIDDEN, '')
    .replace(JOINERS, (run) => run.charAt(0))
    .replace(LOOSE_JOINER, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .trim()

// Lone halves of characters, what is left where one was lost (U+FFFD), control and private
// characters: nobody can read them, and Postgres refuses the first.
const UNREADABLE = /[\p{Cs}\p{Co}\p{Cn}\ufffd]|[^\P{Cc}\t\r\n]/u
const LINE_END = /[\t\r\n\u2028\u2029]/
// Urdu stacks two, Vietnamese and a keycap as many; more in a row run over the lines above and
// below.
const MARKS = /\p{M}{4}/u
// The blank of Braille has a shape by name only.
const VISIBLE = /[^\P{L}]|[^\P{N}]|[^\P{P}]|[^\P{S}\u2800]/u

const hidden: TextFault = {
  code: 'TEXT_HIDDEN',
  message: 'there are characters in this text that nobody can see; take them out',
}

/** Nothing when people can read it. For tidied text; names the first rule that is broken. */
export function textFault(text: string, lines: Lines): TextFault | undefined {
  if (UNREADABLE.test(text))
    return {
      code: 'TEXT_UNREADABLE',
      message: 'there are characters in this text that nobody can read; take them out',
    }
  // search, because test would go on where the one before stopped.
  if (text.search(HIDDEN) >= 0 || text.search(LOOSE_JOINER) >= 0) return hidden
  if (lines === 'one' && LINE_END.test(text))
    return { code: 'TEXT_LINES', message: 'this is one line; take the line breaks and tabs out' }
  if (MARKS.test(text))
    return {
      code: 'TEXT_MARKS',
      message: 'there are too many marks on one letter; three are the most',
    }
  if (!VISIBLE.test(text))
    return { code: 'TEXT_EMPTY', message: 'there is nothing to see in this text' }
  return undefined
}
