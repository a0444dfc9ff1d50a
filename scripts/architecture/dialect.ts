// Words of a private dialect: each is vaguer than the usual word of the field.
// Compared with the parts of identifiers (`keptReply` holds `kept`), never with prose.

/** Word → what to call it instead. */
export const DIALECT: ReadonlyMap<string, string> = new Map([
  ['told', 'published, event'],
  ['tell', 'publish, report'],
  ['kept', 'stored, retained'],
  ['keeper', 'store, retention'],
  ['said', 'text, output'],
  ['keep', 'store, retain'],
  ['meet', 'lockShared'],
  ['park', 'sendToDeadLetters'],
  ['parked', 'inDeadLetters'],
  ['heard', 'received, events'],
  ['hear', 'receive, listen'],
  ['says', 'text, writes'],
  ['met', 'known, lockShared'],
  ['beside', 'metadata'],
  ['witness', 'probe'],
  ['doom', 'scheduleDelete'],
  ['doomed', 'scheduledDeletions'],
  ['glimpse', 'peek'],
  ['introduce', 'ensureRows'],
  ['introduced', 'ensuredRows'],
  ['world', 'what it is: platform, fixture'],
  ['street', 'what it is: platform'],
])

/** Seeds speak of real streets, and translations hold words of people. */
const EXEMPT = /^platform\/seeds\/|i18n/

/** What HTTP calls it. */
const KEEP_ALIVE = /keep_?alive/i

/** The parts of an identifier in lower case: `keptReply`, `kept_reply`, `KEPT_REPLY`. */
const partsOf = (identifier: string): string[] =>
  identifier
    .replace(KEEP_ALIVE, '')
    .split(/[_$\d]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((part) => part.toLowerCase())

/** Of a shorter one too many words could come: `meter` is no form of `met`. */
const SHORTEST_STEM = 4

/** `unparks`, `parking` and `parked` are park; `introducing` is introduce. */
function dialectWord(part: string): string | undefined {
  const stems = [part, part.replace(/^un/, '')].flatMap((word) => {
    const [, stem = word] = /^(.+?)(?:s|ed|ing|er|ers)$/.exec(word) ?? []
    return [word, ...[stem, `${stem}e`].filter(({ length }) => length >= SHORTEST_STEM)]
  })
  return stems.find((stem) => DIALECT.has(stem))
}

/** The words of the dialect in the names of a path and in a file's identifiers, each once. */
export function dialectIn(path: string, identifiers: Iterable<string>): string[] {
  if (EXEMPT.test(path)) return []
  const segments = path.split(/[/.-]/)
  const parts = [...segments, ...identifiers].flatMap(partsOf)
  return [...new Set(parts.flatMap((part) => dialectWord(part) ?? []))]
}
