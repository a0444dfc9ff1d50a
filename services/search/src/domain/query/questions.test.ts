// The reader against the labelled questions: as scripts/evaluate query prints it.
import { expect, test } from 'vitest'
import { evaluateQuestions, LEAST_SHARE } from '../../../test/questions/evaluate.ts'
import { scoreOf } from '../../../test/questions/judge.ts'
import { readLabelled } from '../../../test/questions/labelled.ts'
import { checkSpellings } from '../../../test/questions/real-spellings.ts'

const { rows, shares } = evaluateQuestions()

test.for(Object.entries(shares))('%s: at least 95 % of the filters are right', ([, share]) => {
  expect(share).toBeGreaterThanOrEqual(LEAST_SHARE)
})

test('every spelling and number word of the data files is read as what it stands for', () => {
  const spellings = rows.filter(({ part }) => part === 'spellings')
  expect(spellings.map(({ script, whollyRight }) => [script, whollyRight >= 0.99])).toEqual([
    ['Latin', true],
    ['Urdu', true],
  ])
  const asked = spellings.reduce((sum, { score }) => sum + score.questions, 0)
  expect(asked).toBeGreaterThanOrEqual(2_500)
})

test('the set stays a real test: 500 questions in three scripts, each asked once', () => {
  const questions = readLabelled().map(({ question }) => question)
  expect(questions.length).toBeGreaterThanOrEqual(500)
  expect(new Set(questions).size).toBe(questions.length)
})

test('a filter too many costs as much as one that is missing', () => {
  const right = 'make=honda model=city'
  expect(scoreOf([{ right, read: 'make=honda' }])).toMatchObject({ right: 1, filters: 2, whole: 0 })
  expect(scoreOf([{ right: 'make=honda', read: right }])).toMatchObject({ right: 1, filters: 2 })
  expect(scoreOf([{ right: 'city=lahore,multan', read: 'city=lahore' }])).toMatchObject({
    ...{ right: 1, filters: 2 },
  })
})

test('real spellings are counted by the word they stand for', () => {
  const csv = 'variant,standard\nziyada,zyada\nlakkh,lakh\nzzz,lakh\nmehrbani,mihrbani\nlahori,xx'
  expect(checkSpellings(csv)).toEqual({
    ...{ spellings: 5, ofMarket: 3, right: 2, missed: ['zzz (lakh)'] },
    mistaken: ['lahori (xx) → {"city":["lahore"]}'],
  })
  expect(() => checkSpellings('a,b')).toThrow('must begin with variant,standard')
})
