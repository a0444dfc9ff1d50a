// How a file behaves whatever it imports: its size, its first line, and what only an edge may do.
import type { Break } from './borders.ts'
import { DIALECT, dialectIn } from './dialect.ts'
import { placeOf } from './places.ts'
import { PORT_TABLE } from './port-literals.ts'
import { type SourceFile, WIDEST } from './source-file.ts'

const LONGEST = 300
const WIDE_COMMENT = new RegExp(String.raw`^(?=\s*(#|--|//) ).{${WIDEST + 1}}`, 'u')
/** A composition root is read at one glance. */
const ROOT = { path: /^services\/[^/]+\/src\/service\.ts$/, longest: 80 }

/** Wiring belongs into service.ts, and what a process does besides into runService. */
const MAIN = { path: /^(services|gateways)\/[^/]+\/src\/main\.ts$/, longest: 10 }

/** Programs and the machinery around them may speak of the process; a rule of the trade may not. */
const EDGES = [
  /^platform\/|^scripts\/|^packages\/(servers|lifecycle|telemetry)\/|(^|\/)bin\//,
  /(^|\/)(main|cli|register|hook|worker)\.ts$|-worker\.ts$|\.config\.(m?ts|tsx)$/,
]

const isTestFile = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path)

/** What makes an error of a table's row, and what makes one again that another service sent. */
const MAKES_ERRORS = /^packages\/(kernel\/src\/define-errors|grpc\/src\/error-wire)\.ts$/

/** What no formatter breaks: comments of contracts, migrations, values and pipelines. */
export function commentBreaks(path: string, text: string): Break[] {
  const wide = text
    .split('\n')
    .flatMap((line, i) => (WIDE_COMMENT.test(line) && !line.includes('://') ? [i + 1] : []))
  if (wide.length === 0) return []
  return [{ rule: 'style', path, text: `has comments over ${WIDEST} columns: ${wide.join(', ')}` }]
}

export function styleBreaks(file: SourceFile): Break[] {
  const { path, signs } = file
  const { kind, isTest } = placeOf(path)
  const edge = isTest || EDGES.some((edge) => edge.test(path)) || kind === 'clients'
  const found = [
    !file.opensWithComment && 'does not open with a line saying what it is for',
    file.lines > LONGEST &&
      !/\/seeds?\/|\/i18n\//.test(path) &&
      `has ${file.lines} lines: two nouns in one file`,
    ROOT.path.test(path) &&
      file.lines > ROOT.longest &&
      `has ${file.lines} lines: wiring that belongs into outbound or inbound`,
    MAIN.path.test(path) &&
      // The last one is empty.
      file.lines - 1 > MAIN.longest &&
      `has ${file.lines - 1} lines: a process edge has at most ${MAIN.longest}`,
    file.wideLines.length > 0 &&
      !/i18n|\/data\//.test(path) &&
      `has lines over 100 columns: ${file.wideLines.join(', ')}`,
    ...dialectIn(path, file.identifiers).map(
      (word) => `has ${word} in a name: ${DIALECT.get(word)}`,
    ),
    /^services\/[^/]+\/src\/usecases\/(?!index\.ts$)/.test(path) &&
      !isTestFile(path) &&
      file.verbs.length > 1 &&
      `exports ${file.verbs.join(', ')}: one verb a file`,
    file.ports.length > 0 &&
      path !== PORT_TABLE &&
      !isTestFile(path) &&
      `names port ${file.ports[0]}, which only ${PORT_TABLE} may`,
    /(^|\/)(utils?|helpers?|common|misc)\.tsx?$/.test(path) &&
      'collects unrelated things: move what it holds next to its user',
    signs.has('enum') && 'has an enum, which type stripping cannot erase',
    signs.has('any') && 'uses any',
    signs.has('unfinished') && 'holds a TODO',
    signs.has('skipped-test') && 'skips, singles out or postpones a test',
    signs.has('default-export') &&
      !/\.config\.m?ts$|\.astro$|^clients\//.test(path) &&
      'has a default export',
    signs.has('loose-error') &&
      !isTest &&
      !MAKES_ERRORS.test(path) &&
      "makes an error by hand: its code belongs into the room's errors.ts",
    signs.has('process') && !edge && 'speaks of process, which only an edge may',
    signs.has('console') && !edge && 'writes to the console: use the logger',
  ]
  return found.filter((text) => text !== false).map((text) => ({ rule: 'style', path, text }))
}
