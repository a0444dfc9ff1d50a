// Which version a change is made to: the one its author saw, or whichever there is.
import { errors } from './errors.ts'

/** In the place of a version: `If-Match: *`. Negative, so that a forgotten field never means it. */
export const ANY_VERSION = -1

/** @throws VERSION_MISMATCH (precondition) when another change came first */
export function mustBeExpected(version: number, expectedVersion: number): void {
  if (expectedVersion !== ANY_VERSION && version !== expectedVersion)
    throw errors.VERSION_MISMATCH({ expectedVersion, version })
}
