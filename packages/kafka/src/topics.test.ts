// topics.yaml is read with its rules.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTopics } from './topics.ts'

const committed = readFileSync(
  new URL('../../../deploy/kafka/topics.yaml', import.meta.url),
  'utf8',
)

test('the committed file reads in both profiles, in production with 24 partitions', () => {
  expect(readTopics(committed).map(({ partitions, replicas }) => [partitions, replicas])).toEqual(
    readTopics(committed).map(() => [3, 1]),
  )
  for (const topic of readTopics(committed, 'production'))
    expect(topic).toMatchObject({ partitions: 24, replicas: 3 })
  expect(readTopics(committed).map(({ name }) => name)).toContain('catalogue.listing.v1')
})

test.each([
  ['topics: [{ name: listing }]', 'name must read'],
  ['topics: [{ name: a.b.v1, kind: log }]', 'kind must be'],
  ['topics: [{ name: a.b.v1, kind: fact, owner: b }]', 'owner must be'],
  [
    'topics: [{ name: a.b.v1, kind: fact, owner: a, dataClass: public, ' +
      'partitions: { development: 1 } }]',
    'needs retentionDays',
  ],
  [
    'topics: [{ name: a.b.v1, kind: state, owner: a, dataClass: public, partitions: 3 }]',
    'partitions.development',
  ],
  ['{}', 'the list `topics` is missing'],
])('%s is refused with a clear word', (text, words) => {
  expect(() => readTopics(text)).toThrowError(words)
})
