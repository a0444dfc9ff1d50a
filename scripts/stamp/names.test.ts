// How the sample's words become those of a new service, and what cannot be one.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { namesOf, renamed } from './names.ts'

test.each([
  ['services/_sample/src/inbound/rpc-notes.ts', 'services/garage-jobs/src/inbound/rpc-jobs.ts'],
  ['proto/pkauto/sample/v1/sample.proto', 'proto/pkauto/garage_jobs/v1/garage_jobs.proto'],
  ['pkauto/sample/v1/sample_admin', 'pkauto/garage_jobs/v1/garage_jobs_admin'],
  ['package pkauto.sample.v1;', 'package pkauto.garage_jobs.v1;'],
  ['Topic sample.note.v1', 'Topic garage-jobs.job.v1'],
  ['readSampleConfig sampleVerbs', 'readGarageJobsConfig garageJobsVerbs'],
  ['createNote noteId NOTES NoteOutbox', 'createJob jobId JOBS JobOutbox'],
  ['NOTE_NOT_FOUND INVALID_NOTE note_due', 'JOB_NOT_FOUND INVALID_JOB job_due'],
  ['notes that another noted; do not even', 'jobs that another noted; do not even'],
  ['(gRPC 50115,', '(gRPC 50111,'],
])('%s becomes %s', (text, expected) => {
  expect(renamed(text, namesOf('garage-jobs', undefined))).toBe(expected)
})

test('topics come from the platform’s list, imported once', () => {
  const text = `import { PEOPLE } from '@pk-auto/proto/topics'
import { NOTES } from '@pk-auto/proto/topics/sample'
`
  expect(renamed(text, namesOf('leads', undefined))).toBe(
    `import { PEOPLE, LEADS } from '@pk-auto/proto/topics'\n`,
  )
})

test('the article fits the noun', () => {
  expect(renamed('A note is a note, not an open note.', namesOf('leads', 'offer'))).toBe(
    'An offer is an offer, not an open offer.',
  )
})

test.each([
  [undefined, undefined, 'say which service'],
  ['lead', undefined, 'no place in the port table'],
  ['sample', undefined, 'no place in the port table'],
  ['consult', undefined, 'must differ'],
  ['pricing-ml', undefined, 'cannot be the noun'],
  ['leads', 'Lead', 'cannot be the noun'],
  ['bookings', 'order', 'cannot be the noun'],
])('%s with the noun %s is refused: %s', (name, noun, sentence) => {
  expect(() => namesOf(name, noun)).toThrow(sentence)
})

test('with long names no line of prose grows over 100 columns', () => {
  const names = namesOf('garage-jobs', 'appointment')
  const wide = globSync('{services/_sample/{src,test}/**/*.ts,proto/src/topics/sample.ts}')
    .flatMap((path) => renamed(readFileSync(path, 'utf8'), names).split('\n'))
    // The formatter breaks all other lines.
    .filter((line) => line.length > 100 && /^\s*(\/\/|\*|\/\*\*|test\()/.test(line))
  expect(wide).toEqual([])
})
