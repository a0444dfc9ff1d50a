// What the checkers of invariants may look at: every database past its row policies, every topic from its first record, and logs.
import { readFile } from 'node:fs/promises'
import { readTopics } from '@pk-auto/kafka/topics'
import { portsAt } from '@pk-auto/servers/ports'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { readTopic, type TopicRecord } from '@pk-auto/testing/topics'
import pg from 'pg'
import { databaseOf, environments, SERVICE_NAMES, type ServiceName } from '../environment.ts'

/** `checked` says how much was looked at, in words; a breach is one line. */
export type Finding = { readonly name: string; readonly checked: string; readonly breaches: readonly string[] }

export type Witness = AsyncDisposable & {
  readonly services: readonly ServiceName[]
  readonly topics: readonly { readonly name: string; readonly kind: 'state' | 'fact'; readonly owner: string }[]
  /** Files whose lines were written by the platform. */
  readonly logs: readonly string[]
  /** The environment a service has here. */
  env(service: ServiceName): Readonly<Record<string, string>>
  rows<Row extends pg.QueryResultRow>(service: ServiceName, sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** Everything on the topic at the moment of the call. */
  records(topic: string): Promise<readonly TopicRecord[]>
}

export type WitnessOptions = { servers: ServerUrls; offset: number; namespace?: string; logs?: readonly string[] }

const TOPICS = new URL('../../../../deploy/kafka/topics.yaml', import.meta.url)
const MISSING = '3D000'

/** Connects when first asked. @throws Error naming the database that is not there */
export async function openWitness({ servers, offset, namespace = '', logs = [] }: WitnessOptions): Promise<Witness> {
  const topics = readTopics(await readFile(TOPICS, 'utf8'))
  const env = environments({ servers, ports: portsAt(offset), profile: 'development', namespace })
  const pools = new Map<ServiceName, pg.Pool>()
  const poolOf = (service: ServiceName): pg.Pool => {
    const made = pools.get(service) ?? new pg.Pool({ connectionString: databaseOf(service, { servers, namespace }).ownerUrl, max: 2 })
    pools.set(service, made)
    return made
  }
  const prefix = namespace === '' ? '' : `${namespace}.`
  return {
    services: SERVICE_NAMES,
    topics,
    logs,
    env: (service) => env.service(service),
    rows: async <Row extends pg.QueryResultRow>(service: ServiceName, sql: string, values: readonly unknown[] = []) => {
      const answer = await poolOf(service)
        .query<Row>(sql, [...values])
        .catch((error: Error & { code?: string }) => {
          throw error.code === MISSING ? new Error(`${error.message}: start the platform first (scripts/up)`, { cause: error }) : error
        })
      return answer.rows
    },
    records: (topic) => readTopic({ brokers: servers.kafkaBrokers, topic: `${prefix}${topic}` }),
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}
