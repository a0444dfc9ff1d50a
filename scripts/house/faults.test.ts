// docs/faults.md is true: each test that it names is there, and the seeds that it speaks of too.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ABSENT = /^(no such part yet|none yet: .+)$/
const PROOF = /^`(?<path>[^`]+\.it\.test\.ts)` "(?<words>[^"]+)"$/

const rows = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

/** What is wrong with one proof; undefined when its test is there. */
function fault(proof: string): string | undefined {
  const { path = '', words = '' } = PROOF.exec(proof)?.groups ?? {}
  if (path === '') return `not a test: ${proof}`
  if (!existsSync(path)) return `${path} is not there`
  return readFileSync(path, 'utf8').includes(words) ? undefined : `${path} has no "${words}"`
}

test('every fault has a test that is there, or says why there is none', () => {
  expect(rows.length).toBeGreaterThan(30)
  const wrong = rows
    .filter(([, proof = '']) => !ABSENT.test(proof))
    .flatMap(([, proofs = '']) => proofs.split(' · ').flatMap((proof) => fault(proof) ?? []))
  expect(wrong).toEqual([])
})
