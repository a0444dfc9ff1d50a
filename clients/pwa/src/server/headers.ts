// The security headers of every page: nothing inline runs but the script that starts the others,
// nobody frames us, and uploads go only to the upload store.
import { createHash } from 'node:crypto'
import { START_SCRIPTS } from './late-scripts.ts'

export type SafetyPlaces = {
  /** Origins photos are uploaded to. */
  readonly uploadOrigins: readonly string[]
  /** Origins photos and voices are read from, besides our own. */
  readonly mediaOrigins: readonly string[]
}

const START_HASH = createHash('sha256').update(START_SCRIPTS).digest('base64')

/** The content security policy of a page whose own style sheets have these hashes (`sha256-…`). */
export const contentPolicy = (
  { uploadOrigins, mediaOrigins }: SafetyPlaces,
  styleHashes: readonly string[],
): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'sha256-${START_HASH}'`,
    `style-src ${["'self'", ...styleHashes.map((hash) => `'${hash}'`)].join(' ')}`,
    `img-src ${["'self'", 'data:', 'blob:', ...mediaOrigins].join(' ')}`,
    `media-src ${["'self'", 'blob:', ...mediaOrigins].join(' ')}`,
    `connect-src ${["'self'", ...uploadOrigins].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(self), geolocation=(self), payment=()',
}

/**
 * The headers that every page of a site with this origin has; an https site asks browsers to stay
 * with https for a year.
 */
export const safetyHeaders = (publicOrigin: string): Readonly<Record<string, string>> =>
  publicOrigin.startsWith('https://')
    ? { ...SAFETY_HEADERS, 'strict-transport-security': 'max-age=31536000' }
    : SAFETY_HEADERS
