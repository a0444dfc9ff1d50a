// How a new service is spelled, and what cannot be one.
import { expect, test } from 'vitest'
import { filled, namesOf } from './names.ts'

test('a service of two words is spelled in each manner, with the ports of the table', () => {
  expect(namesOf('garage-jobs', undefined)).toEqual({
    name: 'garage-jobs',
    name_: 'garage_jobs',
    Name: 'GarageJobs',
    varName: 'garageJobs',
    noun: 'job',
    Noun: 'Job',
    NOUN: 'JOB',
    grpc: '50111',
    http: '50211',
  })
})

test.each([
  [undefined, undefined, 'say which service'],
  ['lead', undefined, 'no place in the port table'],
  ['consult', undefined, 'must differ'],
  ['pricing-ml', undefined, 'cannot be the noun'],
  ['leads', 'Lead', 'cannot be the noun'],
])('%s with the noun %s is refused: %s', (name, noun, sentence) => {
  expect(() => namesOf(name, noun)).toThrow(sentence)
})

test('a word of a template that nobody knows stops the stamp', () => {
  expect(() => filled('@@Nuon@@', namesOf('leads', undefined))).toThrow('@@Nuon@@')
})
