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
}

/**
 * @throws Error in production when the public origin is missing: links would follow whatever Host a
 * request names
 */
export const readWebConfig = (env: Readonly<Record<string, string | undefined>>): WebConfig => {
  const offset = Number(env['PORT_BASE_OFFSET'] ?? 0)
  const publicOrigin = env['PUBLIC_ORIGIN'] ?? ''
  const production = (env['PROFILE'] ?? 'production') === 'production'
  if (production && !/^https:\/\/[^/]+$/.test(publicOrigin))
    throw new Error(
      'PUBLIC_ORIGIN must be the https origin of the site, like https://automart.pk, ' +
        'unless PROFILE is development or test',
    )
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port: Number(env['PORT'] ?? 3000 + offset),
    gatewayUrl: env['GATEWAY_URL'] ?? `http://127.0.0.1:${8080 + offset}`,
    mediaUrl: env['MEDIA_URL'] ?? `http://127.0.0.1:${8090 + offset}`,
    uploadOrigins: (env['UPLOAD_ORIGINS'] ?? `http://127.0.0.1:${59000 + offset}`)
      .split(/\s+/)
      .filter(Boolean),
    publicOrigin,
    patienceMs: 30_000,
  }
}
