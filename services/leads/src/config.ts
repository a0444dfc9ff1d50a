// The configuration of leads: business values from config/leads.yaml,
// addresses and secrets from the environment.
import { rupees } from '@pk-auto/kernel/money'
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  eventSettings,
  grpcUrl,
  retentionSettings,
  serviceConfig,
  serviceSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/leads.yaml', import.meta.url)

const Business = z.strictObject({
  lead: z.strictObject({ maxText: z.int().positive(), newADay: z.int().positive() }),
  reveal: z.strictObject({
    maxADay: z.int().positive(),
    ledgerDays: z.int().positive(),
    canaries: z.array(z.uuid()),
  }),
  offer: z.strictObject({
    minPrice: z.int().positive(),
    maxPrice: z.int().positive(),
    openHours: z.number().positive(),
  }),
  sweeps: z.strictObject({
    offersEverySeconds: z.number().positive(),
    revealsEveryMinutes: z.number().positive(),
  }),
  zone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone)),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('leads'),
  ...eventSettings,
  IDENTITY_GRPC_URL: grpcUrl('identity'),
  CATALOGUE_GRPC_URL: grpcUrl('catalogue'),
  CHAT_GRPC_URL: grpcUrl('chat'),
  business: Business,
})

const HOUR_MS = 3_600_000

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readLeadsConfig(env: Env) {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  const { lead, reveal, offer, sweeps, zone } = business
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    urls: {
      identity: set.IDENTITY_GRPC_URL,
      catalogue: set.CATALOGUE_GRPC_URL,
      chat: set.CHAT_GRPC_URL,
    },
    ...{ maxText: lead.maxText, newADay: lead.newADay },
    revealRetentionMs: reveal.ledgerDays * 24 * HOUR_MS,
    ...{ revealsADay: reveal.maxADay, canaries: reveal.canaries, zone },
    offers: {
      minPrice: rupees(offer.minPrice),
      maxPrice: rupees(offer.maxPrice),
      openMs: offer.openHours * HOUR_MS,
    },
    offersEveryMs: sweeps.offersEverySeconds * 1_000,
    revealsEveryMs: sweeps.revealsEveryMinutes * 60_000,
  }
}

export type LeadsConfig = ReturnType<typeof readLeadsConfig>
