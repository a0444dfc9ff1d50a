// The configuration of chat: business values from config/chat.yaml,
// addresses and secrets from the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  grpcUrl,
  eventSettings,
  retentionSettings,
  serviceConfig,
  serviceSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/chat.yaml', import.meta.url)

const Business = z.strictObject({
  message: z.strictObject({
    maxText: z.int().positive(),
    changeableMinutes: z.number().positive(),
  }),
  sweeps: z.strictObject({ notesEverySeconds: z.number().positive() }),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('chat'),
  ...eventSettings,
  MEDIA_IQ_GRPC_URL: grpcUrl('media-iq'),
  business: Business,
})

const MINUTE_MS = 60_000

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readChatConfig(env: Env) {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    mediaUrl: set.MEDIA_IQ_GRPC_URL,
    maxText: business.message.maxText,
    notesEveryMs: business.sweeps.notesEverySeconds * 1_000,
    changeableMs: business.message.changeableMinutes * MINUTE_MS,
  }
}

export type ChatConfig = ReturnType<typeof readChatConfig>
