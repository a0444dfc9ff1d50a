// The web gateway's configuration: brands and limits from config/gateway-pwa.yaml, addresses and
// secrets from the environment.
import {
  gatewayBusiness,
  gatewayConfig,
  gatewaySettings,
  type GatewayConfig,
} from '@pk-auto/gateway-shared/settings'
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import { grpcUrl, httpUrl, jwksUrlOf } from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/gateway-pwa.yaml', import.meta.url)

const Schema = z.object({
  ...gatewaySettings('pwa'),
  IDENTITY_GRPC_URL: grpcUrl('identity'),
  IDENTITY_HTTP_URL: httpUrl('identity'),
  CATALOGUE_GRPC_URL: grpcUrl('catalogue'),
  SEARCH_GRPC_URL: grpcUrl('search'),
  MEDIA_IQ_GRPC_URL: grpcUrl('media-iq'),
  NOTIFY_GRPC_URL: grpcUrl('notify'),
  CHAT_GRPC_URL: grpcUrl('chat'),
  LEADS_GRPC_URL: grpcUrl('leads'),
  FRAUD_GRPC_URL: grpcUrl('fraud'),
  business: z.strictObject(gatewayBusiness),
})

export type PwaGatewayConfig = GatewayConfig & {
  jwksUrl: string
  urls: Record<
    'identity' | 'catalogue' | 'search' | 'media' | 'notify' | 'chat' | 'leads' | 'fraud',
    string
  >
}

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readPwaGatewayConfig(env: Env): PwaGatewayConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    ...gatewayConfig(set, business),
    jwksUrl: jwksUrlOf(set.IDENTITY_HTTP_URL),
    urls: {
      identity: set.IDENTITY_GRPC_URL,
      catalogue: set.CATALOGUE_GRPC_URL,
      search: set.SEARCH_GRPC_URL,
      media: set.MEDIA_IQ_GRPC_URL,
      notify: set.NOTIFY_GRPC_URL,
      chat: set.CHAT_GRPC_URL,
      leads: set.LEADS_GRPC_URL,
      fraud: set.FRAUD_GRPC_URL,
    },
  }
}
