// The configuration of fraud: business values from config/fraud.yaml,
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
import { REASONS } from './domain/report.ts'

const YAML = new URL('../../../config/fraud.yaml', import.meta.url)

const Business = z.strictObject({
  report: z.strictObject({
    maxText: z.int().positive(),
    maxPerDay: z.int().positive(),
    maxHidden: z.int().positive(),
  }),
  thresholds: z.record(z.enum(REASONS), z.int().positive()),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('fraud'),
  ...eventSettings,
  business: Business,
})

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readFraudConfig(env: Env) {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    ...business.report,
    thresholds: business.thresholds,
  }
}

export type FraudConfig = ReturnType<typeof readFraudConfig>
