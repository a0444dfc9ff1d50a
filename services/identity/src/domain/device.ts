// The device a code or a session is bound to. Its id is a secret of the browser or app, so only its
// hash is stored.
import { createHash } from 'node:crypto'
import type { Brand } from '@pk-auto/kernel/brand'
import { errors, type FieldProblem } from './errors.ts'

/** SHA-256 of the device id, base64url. */
export type DeviceKey = Brand<string, 'DeviceKey'>

const MIN_LENGTH = 8
const MAX_LENGTH = 200
export const MAX_DEVICE_NAME = 80

/**
 * @throws DEVICE_REQUIRED (invalid) when the id is missing, too short to be unguessable or too long
 */
export function deviceKey(id: string): DeviceKey {
  if (id.length < MIN_LENGTH || id.length > MAX_LENGTH) {
    const fields: FieldProblem[] = [
      {
        path: 'deviceId',
        code: 'DEVICE_REQUIRED',
        message: `needs ${MIN_LENGTH} to ${MAX_LENGTH} characters`,
      },
    ]
    throw errors.DEVICE_REQUIRED({}, { fields })
  }
  return createHash('sha256').update(id).digest('base64url') as DeviceKey
}

/**
 * A name for the person's own list of devices: without control and direction marks, cut to 80
 * characters.
 */
export const deviceName = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, MAX_DEVICE_NAME)
