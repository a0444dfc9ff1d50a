// Search's configuration: business values from config/search.yaml, addresses and secrets from the
// environment.
import { loadConfig, type Env } from '@pk-auto/lifecycle/config'
import {
  eventConfig,
  type EventConfig,
  eventSettings,
  serviceConfig,
  type ServiceConfig,
  serviceSettings,
  retentionSettings,
} from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'

const YAML = new URL('../../../config/search.yaml', import.meta.url)

const Business = z.strictObject({
  index: z.strictObject({
    shards: z.int().positive(),
    replicas: z.int().nonnegative(),
    refreshMs: z.int().positive(),
    requestTimeoutMs: z.int().positive(),
  }),
  facets: z.strictObject({
    freshMs: z.int().nonnegative(),
    staleMs: z.int().nonnegative(),
    maxEntries: z.int().positive(),
  }),
  sweeps: z.strictObject({
    dueEveryMs: z.int().positive(),
    dueGraceMs: z.int().nonnegative(),
    maintainIndexEveryMs: z.int().positive(),
    taxonomyEveryMs: z.int().positive(),
  }),
  suggest: z.strictObject({ countsEveryMs: z.int().positive() }),
  alerts: z.strictObject({
    mostSearches: z.int().positive(),
    windowMs: z.int().nonnegative(),
    dailyHour: z.int().min(0).max(23),
    zones: z.record(z.string(), z.string()),
    handOverEveryMs: z.int().positive(),
  }),
  ...retentionSettings,
})

const Schema = z.object({
  ...serviceSettings('search'),
  ...eventSettings,
  ELASTICSEARCH_URL: z.url(),
  /** Put before every index and alias, so that several platforms share one Elasticsearch. */
  INDEX_PREFIX: z
    .string()
    .regex(/^([a-z0-9][a-z0-9-]*)?$/, 'needs lower-case letters, digits and hyphens')
    .default(''),
  business: Business,
})

const Rebuild = Schema.pick({
  DATABASE_URL: true,
  ELASTICSEARCH_URL: true,
  INDEX_PREFIX: true,
  business: true,
})

export type SearchConfig = ServiceConfig &
  EventConfig & {
    elasticsearchUrl: string
    indexPrefix: string
    index: z.infer<typeof Business>['index']
    facets: z.infer<typeof Business>['facets']
    sweeps: z.infer<typeof Business>['sweeps']
    suggest: z.infer<typeof Business>['suggest']
    alerts: z.infer<typeof Business>['alerts']
  }

/** What building the index anew needs. */
export type RebuildConfig = Pick<
  SearchConfig,
  'databaseUrl' | 'elasticsearchUrl' | 'indexPrefix' | 'index'
>

/** @throws ConfigError naming every missing or wrong value and where to set it */
export function readSearchConfig(env: Env): SearchConfig {
  const { business, ...set } = loadConfig(Schema, { yamlFile: YAML, env })
  return {
    ...serviceConfig(set, business),
    ...eventConfig(set),
    elasticsearchUrl: set.ELASTICSEARCH_URL,
    indexPrefix: set.INDEX_PREFIX,
    ...business,
  }
}

/**
 * Asks for no more than a rebuild needs. @throws ConfigError naming every missing or wrong value
 * and where to set it
 */
export function readRebuildConfig(env: Env): RebuildConfig {
  const { business, ...set } = loadConfig(Rebuild, { yamlFile: YAML, env })
  return {
    databaseUrl: set.DATABASE_URL,
    elasticsearchUrl: set.ELASTICSEARCH_URL,
    indexPrefix: set.INDEX_PREFIX,
    index: business.index,
  }
}
