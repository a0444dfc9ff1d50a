// topics.yaml is read with its rules, and against the contract.
import { expect, test } from 'vitest'
import { readTopics, type TopicKind } from './topics.ts'

const CARS: TopicKind = { name: 'catalogue.car.v1', kind: 'state' }
const VIEWS: TopicKind = { name: 'insights.view.v1', kind: 'fact' }
const counts = 'partitions: { production: 24, development: 3 }, readers: [search]'
const fileOf = (...topics: string[]) =>
  `replicas: { production: 3, development: 1 }\ntopics: { ${topics.join(', ')} }`
const both = fileOf(
  `catalogue.car.v1: { ${counts} }`,
  `insights.view.v1: { ${counts}, retentionDays: 7 }`,
)

test('each profile gets its own partitions and replicas, and the kind of the handle', () => {
  const development = { partitions: 3, replicas: 1, readers: ['search'] }
  expect(readTopics(both, [VIEWS, CARS])).toEqual([
    { ...CARS, ...development, owner: 'catalogue' },
    { ...VIEWS, ...development, owner: 'insights', retentionDays: 7 },
  ])
  expect(readTopics(both, [CARS, VIEWS], 'test')).toEqual(readTopics(both, [CARS, VIEWS]))
  expect(readTopics(both, [CARS, VIEWS], 'production')).toMatchObject([
    { partitions: 24, replicas: 3 },
    { partitions: 24, replicas: 3 },
  ])
})

test.each([
  [both, [CARS], 'insights.view.v1: has no handle'],
  [
    fileOf(`catalogue.car.v1: { ${counts} }`),
    [CARS, VIEWS],
    'insights.view.v1: is in the contract',
  ],
  [fileOf(`insights.view.v1: { ${counts} }`), [VIEWS], 'a fact topic needs retentionDays'],
  [fileOf(`catalogue.car.v1: { ${counts}, retentionDays: 7 }`), [CARS], 'has no retentionDays'],
  [fileOf('catalogue.car.v1: { partitions: 3 }'), [CARS], 'partitions.development'],
  [fileOf(`catalogue.car.v1: { ${counts}, kind: fact }`), [CARS], 'kind is not read here'],
  [
    fileOf('catalogue.car.v1: { partitions: { development: 3 } }'),
    [CARS],
    'readers must be a list of services',
  ],
  ['{}', [CARS], 'the map `topics` is missing'],
] as const)('%s is refused with a clear reason', (text, contract, reason) => {
  expect(() => readTopics(text, contract)).toThrowError(reason)
})
