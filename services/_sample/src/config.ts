// The configuration of sample: business values from config/sample.yaml,
// addresses and secrets from the environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  eventSettings,
  retentionSettings,
  serviceConfig,
  serviceSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/sample.yaml', import.meta.url)

const Business = z.strictObject({
  note: z.strictObject({ maxTitle: z.int().positive(), openDays: z.number().positive() }),
  sweeps: z.strictObject({ expireEverySeconds: z.number().positive() }),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('sample'),
  ...eventSettings,
  business: Business,
})

const DAY_MS = 86_400_000

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readSampleConfig(env: Env) {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    maxTitle: business.note.maxTitle,
    openMs: business.note.openDays * DAY_MS,
    expireEveryMs: business.sweeps.expireEverySeconds * 1_000,
  }
}

export type SampleConfig = ReturnType<typeof readSampleConfig>
