// Puts every labelled question to the reader and sums up by script and part.
import { type Score, scoreOf, shareOf } from './judge.ts'
import { readLabelled, type Script, SCRIPTS } from './labelled.ts'
import { marketReader } from './reader.ts'
import { spelledQuestions } from './spellings.ts'

/** Of the filters of a script, of all its parts. */
export const LEAST_SHARE = 0.95

export type Row = {
  readonly script: string
  readonly part: string
  readonly score: Score
  /** From 0 to 1. */
  readonly rightFilters: number
  readonly whollyRight: number
}

export type Judged = { readonly question: string; readonly right: string; readonly read: string }

export function evaluateQuestions() {
  const read = marketReader()
  const labelled = readLabelled().map((one) => ({ ...one, read: read(one.question) }))
  const spelled = spelledQuestions().map((one) => ({ ...one, read: read(one.question) }))
  const isUrdu = ({ question }: Judged) => /\p{Script=Arabic}/u.test(question)
  const parts = SCRIPTS.flatMap((script) =>
    (['dev', 'held-out', 'all'] as const).map((part) =>
      rowOf(
        script,
        part,
        labelled.filter((one) => one.script === script && (part === 'all' || one.part === part)),
      ),
    ),
  )
  const spellings = [
    rowOf(
      'Latin',
      'spellings',
      spelled.filter((one) => !isUrdu(one)),
    ),
    rowOf('Urdu', 'spellings', spelled.filter(isUrdu)),
  ]
  const shares = Object.fromEntries(
    parts.flatMap((row) => (row.part === 'all' ? [[row.script, row.rightFilters]] : [])),
  ) as Record<Script, number>
  const all: readonly Judged[] = [...labelled, ...spelled]
  return {
    rows: [...parts, ...spellings],
    shares,
    failures: all.filter((one) => one.read !== one.right),
  }
}

function rowOf(script: string, part: string, asked: readonly Judged[]): Row {
  const score = scoreOf(asked)
  return {
    ...{ script, part, score },
    rightFilters: shareOf(score.right, score.filters),
    whollyRight: shareOf(score.whole, score.questions),
  }
}
