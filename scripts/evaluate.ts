// Judges what was labelled: see scripts/evaluate.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { evaluateQuestions, LEAST_SHARE } from '../services/search/test/questions/evaluate.ts'
import { checkSpellings } from '../services/search/test/questions/real-spellings.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { failures: { type: 'boolean', default: false }, spellings: { type: 'string' } },
})
if (positionals.join() !== 'query') {
  console.error('scripts/evaluate query [--failures] [--spellings file.csv]')
  process.exit(2)
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const { rows, failures, shares } = evaluateQuestions()
console.log('script        part       questions  right filters  wholly right')
for (const { script, part, score, rightFilters, whollyRight } of rows)
  console.log(
    script.padEnd(14) +
      part.padEnd(11) +
      String(score.questions).padEnd(11) +
      percent(rightFilters).padEnd(15) +
      percent(whollyRight),
  )
if (values.failures)
  for (const { question, right, read } of failures)
    console.log(`\n${question}\n  right: ${right}\n  read:  ${read}`)
if (values.spellings !== undefined) {
  const check = checkSpellings(readFileSync(values.spellings, 'utf8'))
  const { spellings, ofMarket, right, missed, mistaken } = check
  console.log(
    `\n${spellings} real spellings: ${ofMarket} are of words of the market, of which ` +
      `${right} (${percent(right / ofMarket)}) are read as that word; ` +
      `${mistaken.length} others are taken for a filter`,
  )
  if (values.failures) console.log(`${missed.join(', ')}\n${mistaken.join('\n')}`)
}
process.exitCode = Object.values(shares).every((share) => share >= LEAST_SHARE) ? 0 : 1
