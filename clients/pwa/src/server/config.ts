// Reads the settings of the web server from the environment: addresses, and the site's public
// origin.
export type WebConfig = {
  readonly host: string
  readonly port: number
  readonly gatewayUrl: string
  readonly mediaUrl: string
  readonly uploadOrigins: readonly string[]
  /** What absolute links begin with; empty means the Host header of the request. */
  readonly publicOrigin: string
  /** How long a visitor may take to send a request, and a server to begin its answer. */
  readonly patienceMs: number
  /** Of one map for engines, which each names in both languages; they take 50,000 addresses. */
  readonly adsPerMap: number
}

const REQUIRED = ['PORT', 'GATEWAY_URL', 'MEDIA_URL', 'UPLOAD_ORIGINS'] as const

/**
 * @throws Error naming every address that is missing; in production also for a missing public
 * origin: links would follow whatever Host a request names
 */
export const readWebConfig = (env: Readonly<Record<string, string | undefined>>): WebConfig => {
  const publicOrigin = env['PUBLIC_ORIGIN'] ?? ''
  const production = (env['PROFILE'] ?? 'production') === 'production'
  if (production && !/^https:\/\/[^/]+$/.test(publicOrigin))
    throw new Error(
      'PUBLIC_ORIGIN must be the https origin of the site, like https://automart.pk, ' +
        'unless PROFILE is development or test',
    )
  const missing = REQUIRED.filter((name) => !env[name])
  if (missing.length > 0)
    throw new Error(
      `${missing.join(', ')} must be set; scripts/env web prints them for development`,
    )
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port: Number(env['PORT']),
    gatewayUrl: env['GATEWAY_URL'] ?? '',
    mediaUrl: env['MEDIA_URL'] ?? '',
    uploadOrigins: (env['UPLOAD_ORIGINS'] ?? '').split(/\s+/).filter(Boolean),
    publicOrigin,
    patienceMs: 30_000,
    adsPerMap: 2_000,
  }
}
