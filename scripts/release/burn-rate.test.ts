// A release that burns the budget of errors is seen, and one that cannot be watched is no good one.
import { expect, test } from 'vitest'
import { type Prometheus, watch } from './burn-rate.ts'

const OBJECTIVES = [
  { name: 'results', share: 0.999, seen: 'People get an error.' },
  { name: 'sign_in', share: 0.995, seen: 'Nobody gets in.' },
]
const short = { lastsMs: 40, pauseMs: 5 }
const shares = (of: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(of).map(([name, share]) => [`slo:${name}:errors:ratio_rate5m`, share]))
/** The last answer stays; an Error is thrown. */
const answers = (...all: (ReadonlyMap<string, number> | Error)[]): Prometheus => {
  let at = 0
  return async () => {
    const answer = all[Math.min(at++, all.length - 1)]
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('none')
    return answer
  }
}

test('a quiet release passes: a few errors, or nobody there at all', async () => {
  const quiet = answers(shares({ results: 0.001, sign_in: NaN }))
  expect(await watch(quiet, OBJECTIVES, short)).toEqual([])
})

test('what burns fast is named as soon as it does', async () => {
  const later = answers(shares({ results: 0 }), shares({ results: 0.2, sign_in: 0.01 }))
  expect(await watch(later, OBJECTIVES, { ...short, lastsMs: 60_000 })).toEqual([
    'People get an error. 20.00 % went wrong in five minutes; 1.44 % wakes somebody.',
  ])
})

test('an answer that does not come is asked for again', async () => {
  const once = answers(new Error('reset'), shares({ results: 0 }))
  expect(await watch(once, OBJECTIVES, short)).toEqual([])
})

test('who never answers, or knows no objective, says nothing good of a release', async () => {
  const silent = answers(new Error('refused'))
  await expect(watch(silent, OBJECTIVES, { ...short, lastsMs: 60_000 })).rejects.toThrow('refused')
  await expect(watch(answers(shares({})), OBJECTIVES, short)).rejects.toThrow(/rules loaded/)
})
