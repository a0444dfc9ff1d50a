// The security headers of every page: nothing inline runs, nothing frames us, uploads go only where uploads go.
export type SafetyPlaces = {
  /** Origins photos are uploaded to. */
  readonly uploadOrigins: readonly string[]
  /** Origins photos are read from, besides our own. */
  readonly mediaOrigins: readonly string[]
  /** Hashes of the style sheets that stand inside the pages. */
  readonly styleHashes: readonly string[]
}

/** Header names and values; constant for the life of the process. */
export const safetyHeaders = ({ uploadOrigins, mediaOrigins, styleHashes }: SafetyPlaces): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${["'self'", ...styleHashes.map((hash) => `'${hash}'`)].join(' ')}`,
    `img-src ${["'self'", 'data:', 'blob:', ...mediaOrigins].join(' ')}`,
    `connect-src ${["'self'", ...uploadOrigins].join(' ')}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self), payment=()',
})
