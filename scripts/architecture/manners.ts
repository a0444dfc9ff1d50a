// How a file behaves whatever it imports: its size, its first line, and what only an edge may say.
import type { Break } from './borders.ts'
import { placeOf } from './places.ts'
import type { SourceFile } from './source-file.ts'

const LONGEST = 300

/** Programs and the machinery around them may speak of the process; a rule of the trade may not. */
const EDGE =
  /^platform\/|^packages\/(servers|lifecycle|telemetry)\/|(^|\/)(main|cli|register|hook|worker)\.ts$|-worker\.ts$|\.config\.(m?ts|tsx)$|^scripts\/|(^|\/)bin\//

/** What makes an error of a table's row, and what makes one again that another service sent. */
const MAKES_ERRORS = /^packages\/(kernel\/src\/define-errors|grpc\/src\/error-wire)\.ts$/

export function mannersBreaks(file: SourceFile): Break[] {
  const { path, signs } = file
  const { kind, isTest } = placeOf(path)
  const edge = isTest || EDGE.test(path) || kind === 'clients'
  const found = [
    !file.opensWithComment && 'does not open with a line saying what it is for',
    file.lines > LONGEST &&
      !/\/seeds?\/|\/i18n\//.test(path) &&
      `has ${file.lines} lines: two nouns in one file`,
    /(^|\/)(utils?|helpers?|common|misc)\.tsx?$/.test(path) &&
      'is a god room: what it holds lives beside its user',
    signs.has('enum') && 'has an enum, which type stripping cannot erase',
    signs.has('any') && 'says any',
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
  return found.filter((text) => text !== false).map((text) => ({ rule: 'manners', path, text }))
}
