// Takes out of the text of an error what somebody may have typed: such texts quote rows, inputs and
// addresses.

// Ids are nobody's data and lead to the row; long digits, addresses and tokens may be somebody's.
const PRIVATE = new RegExp(
  [
    '([\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12})',
    '[^\\s"\'`<>()]+@[^\\s"\'`<>()]+',
    'eyJ[\\w-]{8,}\\.[\\w.-]+',
    '\\+?\\d[\\d -]{4,}\\d',
    // Whatever its first digit stands behind: a token may begin with letters.
    '(?=[\\w-]{8})[\\w-]*\\d[\\w-]*',
    '\\?[^\\s"\'`]*=[^\\s"\'`]*',
  ].join('|'),
  'gi',
)
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`/g
/** A column, a property, a file: names that programs have. */
const NAME = /^["'`][A-Za-z_$][\w$.:/-]{0,60}["'`]$/

const MOST_CHARACTERS = 500
const OF_ENGINE = new Set(['TypeError', 'ReferenceError'])

/** Errors whose text the engine writes from our own code, not from data. */
export const isEngineText = (name: string): boolean => OF_ENGINE.has(name)

/** JSON that cannot be read, and Postgres' class of wrong data: they quote what was sent. */
const quotesData = (error: Error): boolean => {
  const { code } = error as { code?: unknown }
  return error instanceof SyntaxError || (typeof code === 'string' && /^22...$/.test(code))
}

/** An error's text without quoted data, digits, addresses, tokens and queries. */
export function maskedMessage(error: Error): string {
  const data = quotesData(error)
  return error.message
    .slice(0, MOST_CHARACTERS)
    .replace(QUOTED, (quoted) =>
      !data && NAME.test(quoted) && !/\d{4}/.test(quoted) ? quoted : '"…"',
    )
    .replace(PRIVATE, (_found, id: string | undefined) => id ?? '…')
}
