// Numbers of several groups inside right-to-left words: "0300 1234567" stays in the order in which
// it is dialled.

const GROUPS = /\+?[0-9۰-۹]+(?:[ \u00a0\u202f-][0-9۰-۹]+)+/g
const LEFT_TO_RIGHT = '\u2066'
const END = '\u2069'

/** For showing: the groups of each number are isolated; all else stays as somebody wrote it. */
export const keepGroups = (text: string): string =>
  text.replace(GROUPS, (number) => LEFT_TO_RIGHT + number + END)
