// The generator of docs/rpcs.md: what a row says, and that no call may be silent.
import { expect, test } from 'vitest'
import type { FileDescriptor } from './descriptor.ts'
import { rpcsDocument } from './rpcs.ts'

const contract = (comment: string, options: Record<string, unknown> = {}): FileDescriptor[] => [
  {
    name: 'pkauto/garage/v1/garage.proto',
    package: 'pkauto.garage.v1',
    service: [
      {
        name: 'Garage',
        method: [
          {
            name: 'OpenJob',
            options: {
              '[pkauto.common.v1.policy]': {
                who: 'WHO_PERSON_BEFORE_TERMS',
                callers: ['gateway-garage', 'bookings'],
                ...options,
              },
            },
          },
        ],
      },
    ],
    sourceCodeInfo: { location: [{ path: [6, 0, 2, 0], leadingComments: comment }] },
  },
]

test('a row says who may call, how it may be repeated, and what to know', () => {
  const document = rpcsDocument(contract(' A new job.\n', { keyed: true }))
  expect(document).toContain('## pkauto.garage.v1.Garage')
  expect(document).toContain(
    '| `OpenJob` | person before terms | gateway-garage bookings | keyed |  | A new job. |',
  )
})

test('what stands in bulk is named', () => {
  const document = rpcsDocument(contract(' All jobs.\n', { priority: 'PRIORITY_BULK' }))
  expect(document).toContain('| bulk | All jobs. |')
})

test('a call without a comment is refused by its name', () => {
  expect(() => rpcsDocument(contract(''))).toThrow('pkauto/garage/v1/garage.proto: Garage.OpenJob')
})

test('the contract of the sample is no part of the platform', () => {
  const [file] = contract(' A new job.\n')
  expect(rpcsDocument([{ ...file!, name: 'pkauto/sample/v1/sample.proto' }])).not.toContain(
    'Garage',
  )
})
