// What the object store's failures mean to a service: absent, away for now, or a mistake of ours.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from './errors.ts'
import { S3Error } from 'minio'

const ABSENT = new Set(['NoSuchKey', 'NotFound', 'NoSuchBucket'])
const AWAY = new Set([
  'SlowDown',
  'InternalError',
  'ServiceUnavailable',
  'RequestTimeout',
  'ServerBusy',
  // Full, as Ceph, MinIO and its kin say it.
  'QuotaExceeded',
  'XMinioStorageFull',
  'InsufficientStorage',
])

/** Of the store, whatever was asked of it: neither the object nor whoever asked is at fault. */
export const isStoreFault = (error: unknown): boolean =>
  error instanceof DomainError && STORE_FAULTS.has(error.code)
const STORE_FAULTS = new Set(['OBJECTS_UNAVAILABLE', 'OBJECTS_REFUSED'])

export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ABSENT.has(String(error.code))

/**
 * @returns OBJECT_NOT_FOUND (not_found) · OBJECTS_UNAVAILABLE (unavailable) for connection failures
 * and 5xx · OBJECTS_REFUSED (internal)
 */
export function storeError(error: unknown, key?: string): DomainError {
  if (error instanceof DomainError) return error
  if (isAbsent(error))
    return errors.OBJECT_NOT_FOUND(key === undefined ? {} : { key }, {
      cause: error,
    })
  const refused = error instanceof S3Error && !AWAY.has(String(error.code))
  return refused
    ? errors.OBJECTS_REFUSED({}, { cause: error })
    : errors.OBJECTS_UNAVAILABLE({}, { cause: error })
}
