// What the store's failures mean: full and away pass, wrong keys are ours.
import { S3Error } from 'minio'
import { expect, test } from 'vitest'
import { isStoreFault, storeError } from './store-error.ts'

const answered = (code: string): S3Error => Object.assign(new S3Error('no'), { code })

test.for([
  ['NoSuchKey', 'OBJECT_NOT_FOUND', false],
  ['SlowDown', 'OBJECTS_UNAVAILABLE', true],
  ['XMinioStorageFull', 'OBJECTS_UNAVAILABLE', true],
  ['QuotaExceeded', 'OBJECTS_UNAVAILABLE', true],
  ['SignatureDoesNotMatch', 'OBJECTS_REFUSED', true],
  ['AccessDenied', 'OBJECTS_REFUSED', true],
] as const)('an answer of %s is %s', ([code, ours, isTheStores]) => {
  const error = storeError(answered(code), 'key')
  expect({ code: error.code, isTheStores: isStoreFault(error) }).toEqual({
    code: ours,
    isTheStores,
  })
})

test('no answer at all is a store that is away', () => {
  expect(storeError(new Error('ECONNREFUSED')).code).toBe('OBJECTS_UNAVAILABLE')
})
