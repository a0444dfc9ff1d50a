// One question as people type it, in English, Roman Urdu or Urdu: of those that search is judged
// by. scripts/run-load
import { check } from 'k6'
import { SharedArray } from 'k6/data'
import { ask } from './k6/ask.ts'
import { optionsOf } from './k6/options.ts'
import { newcomer } from './k6/people.ts'

export const options = optionsOf('search')

const SCRIPTS = ['english', 'roman-urdu', 'urdu']
const QUESTIONS = new SharedArray('questions', () => SCRIPTS.flatMap(questionsIn))

function questionsIn(script: string): string[] {
  const file = `../../services/search/test/questions/${script}.tsv`
  const [, ...rows] = open(import.meta.resolve(file))
    .trimEnd()
    .split('\n')
  return rows.map((row) => row.split('\t')[1] ?? '')
}

export function search(): void {
  const q = QUESTIONS[Math.floor(Math.random() * QUESTIONS.length)] ?? ''
  const { total } = ask('GET /listings', newcomer(), { query: { q } }).value
  check(total, { 'the cars are counted': ({ value }) => value >= 0 })
}
