// The generator of docs/events.md refuses a contract that leaves something undeclared.
import { expect, test } from 'vitest'
import type { FileDescriptor } from '../descriptor.ts'
import { eventsDocument, type Topic } from './events.ts'

const PUBLIC = { '[pkauto.common.v1.default_data_class]': 'DATA_CLASS_PUBLIC' }
const POLICY = { '[pkauto.common.v1.policy]': { who: 'WHO_ANYONE', callers: ['gateway-pwa'] } }
const topic: Topic = {
  name: 'garage.job.v1',
  kind: 'state',
  owner: 'garage',
  type: 'pkauto.garage.v1.JobEvent',
  partitions: 24,
  replicas: 3,
  readers: [],
  dataClass: 'public',
}
const topics = (spec: Topic = topic) => ({ development: [spec], production: [spec] })

const room = (change: Partial<FileDescriptor> = {}): FileDescriptor[] => [
  {
    name: 'pkauto/garage/v1/events.proto',
    package: 'pkauto.garage.v1',
    options: PUBLIC,
    messageType: [
      {
        name: 'JobEvent',
        field: [
          { name: 'km', jsonName: 'km', number: 1, label: 'LABEL_OPTIONAL', type: 'TYPE_INT32' },
        ],
      },
    ],
    service: [{ name: 'Garage', method: [{ name: 'GetJobs', options: POLICY }] }],
    sourceCodeInfo: {
      location: [
        {
          path: [4, 0],
          leadingComments: ' Topic garage.job.v1, a state topic keyed by job id. No names.\n',
        },
      ],
    },
    ...change,
  },
]

test('a topic is shown with its key, its value, its fields, units and an example', () => {
  const text = eventsDocument(room(), topics())
  expect(text).toContain(
    '| [garage.job.v1](#garagejobv1) | state | job id | ' +
      '`pkauto.garage.v1.JobEvent` | garage | public |',
  )
  expect(text).toContain('| km | int32 | km | public |  |')
  expect(text).toContain('"km": 84500')
})

test('a field without a data class fails the generator', () => {
  expect(() => eventsDocument(room({ options: {} }), topics())).toThrow(
    'JobEvent.km has no data class',
  )
})

test('a method without a policy fails the generator', () => {
  const service = [
    {
      name: 'Garage',
      method: [
        { name: 'GetJobs' },
        { name: 'DropJob', options: { '[pkauto.common.v1.policy]': { who: 'WHO_PERSON' } } },
      ],
    },
  ]
  expect(() => eventsDocument(room({ service }), topics())).toThrow(
    /GetJobs has no policy[\s\S]*DropJob has no policy/,
  )
})

test('a handle and a message that name different topics fail the generator', () => {
  const document = () => eventsDocument(room(), topics({ ...topic, name: 'garage.clock.v1' }))
  expect(document).toThrow(/garage\.clock\.v1: the comment of[\s\S]*JobEvent says it is on/)
  expect(document).toThrow('JobEvent says it is on the state topic garage.job.v1')
})

test('a field more private than its topic fails the generator', () => {
  const options = { '[pkauto.common.v1.default_data_class]': 'DATA_CLASS_PERSONAL' }
  expect(() => eventsDocument(room({ options }), topics())).toThrow(
    'JobEvent.km is more private than the topic',
  )
})
