// The OpenAPI document of each gateway, asked of the gateway itself: composed, listening on a free
// port, with no service behind it.
import { formatted } from './formatted.ts'
import type { Generated } from './generated.ts'

/**
 * As production serves it, so without /dev. Nothing is called: clients connect at their first call.
 */
export async function generateOpenapi(): Promise<Generated> {
  // Only now: the gateway needs generated code, which a generator before this one may be about to
  // write.
  const { readPwaGatewayConfig, startPwaGateway } = await import('@pk-auto/gateway-pwa/service')
  const secret = 'stands where a secret would and protects nothing'
  await using gateway = await startPwaGateway(
    readPwaGatewayConfig({
      PROFILE: 'production',
      HTTP_PORT: '0',
      TRUSTED_PROXIES: '127.0.0.1',
      WEB_ORIGINS: 'https://automart.pk',
      SERVICE_SECRET: secret,
      COOKIE_SECRET: secret,
    }),
  )
  return new Map([
    [
      'gateways/pwa/openapi.json',
      await formatted('gateways/pwa/openapi.json', JSON.stringify(gateway.openapi())),
    ],
  ])
}
