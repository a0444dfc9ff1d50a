// Questions as people type them, each with what is right to read of it: written by hand, in three
// scripts, half of them held back while the reader is changed.
import { readFileSync } from 'node:fs'

export const SCRIPTS = ['english', 'roman-urdu', 'urdu'] as const
export type Script = (typeof SCRIPTS)[number]
/** `held-out` questions are only counted; their failures are not looked at while rules are made. */
export type Part = 'dev' | 'held-out'

export type Labelled = {
  readonly script: Script
  readonly part: Part
  readonly question: string
  /** `make=honda model=civic priceTo=3000000`, sorted by name. */
  readonly right: string
}

/** @throws Error for a row that is not part, question and filters */
export const readLabelled = (): Labelled[] => SCRIPTS.flatMap(readScript)

function readScript(script: Script): Labelled[] {
  const text = readFileSync(new URL(`${script}.tsv`, import.meta.url), 'utf8')
  const [, ...rows] = text.trimEnd().split('\n')
  return rows.map((row) => {
    const [part, question, right, ...more] = row.split('\t')
    if ((part !== 'dev' && part !== 'held-out') || !question || right === undefined || more.length)
      throw new Error(`${script}.tsv: not a row of part, question and right filters: ${row}`)
    return { script, part, question, right }
  })
}
