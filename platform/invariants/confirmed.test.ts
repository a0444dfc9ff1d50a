// What counts as a breach: what every look sees, and a look that never succeeds.
import { expect, test } from 'vitest'
import { confirmed } from './confirmed.ts'

/** Looks that follow each other; the last one is repeated. */
function looks(...each: readonly (readonly string[] | Error)[]) {
  let count = 0
  return async () => {
    const look = each[Math.min(count++, each.length - 1)]!
    if (look instanceof Error) throw look
    return { name: 'I0', looked: 1, checked: 'one thing', breaches: [...(look as string[])] }
  }
}
const soon = () => performance.now() + 60
const breachesOf = async (check: ReturnType<typeof looks>, end = soon()) =>
  (await confirmed('I0', check, end, 5)).breaches

test('a breach that goes away is none, and one that lasts is named', async () => {
  expect(await breachesOf(looks(['late'], []))).toEqual([])
  expect(await breachesOf(looks(['lost', 'late'], ['lost']))).toEqual(['lost'])
})

test('a look that fails is taken again, and counts for nothing once one succeeds', async () => {
  const away = new Error('the server is away')
  expect(await breachesOf(looks(away, away, []))).toEqual([])
  expect(await breachesOf(looks(away, ['lost']))).toEqual(['lost'])
})

test('looks that fail to the end are a breach with the last error', async () => {
  const failing = looks(new Error('first'), new Error('the server is away'))
  expect(await breachesOf(failing)).toEqual(['could not be checked: Error: the server is away'])
})

test('a breach that was seen is not lost because later looks fail', async () => {
  const failing = looks(['lost'], new Error('the server is away'))
  expect(await breachesOf(failing)).toEqual([
    'lost',
    'could not be checked: Error: the server is away',
  ])
})
