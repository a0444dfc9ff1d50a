// What the checkers of invariants may look at: every database past its row policies, every topic
// from its first record, and logs. Never a whole table or topic at once.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { portsAt } from '@pk-auto/lifecycle/ports'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { streamTopic, type TopicRecord } from '@pk-auto/testing/topics'
import pg from 'pg'
import { databaseOf, environmentOf } from '../environment.ts'
import { SERVICE_NAMES, type ServiceName } from '../parts.ts'
import { readPlatformTopics } from '../topics.ts'

/**
 * `looked` is how many things were looked at, `checked` is the sentence for it; a breach is one
 * line.
 */
export type Finding = {
  readonly name: string
  readonly looked: number
  readonly checked: string
  readonly breaches: readonly string[]
}

export type Log = { readonly name: string; lines(): AsyncIterable<string> | Iterable<string> }

export const logFile = (name: string): Log => ({
  name,
  lines: () => createInterface({ input: createReadStream(name), crlfDelay: Infinity }),
})

export type Probe = AsyncDisposable & {
  readonly services: readonly ServiceName[]
  readonly topics: readonly {
    readonly name: string
    readonly kind: 'state' | 'fact'
    readonly owner: string
    readonly retentionDays?: number
  }[]
  /** What the platform has logged so far. */
  logs(): readonly Log[]
  /** The environment a service has here. */
  env(service: ServiceName): Readonly<Record<string, string>>
  rows<Row extends pg.QueryResultRow>(
    service: ServiceName,
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
  /** At most 1,000 rows at a time, all of one moment. */
  pages<Row extends pg.QueryResultRow>(service: ServiceName, sql: string): AsyncGenerator<Row[]>
  /** Everything on the topic at the moment of the call; the records of a key in their order. */
  records(topic: string): AsyncIterable<TopicRecord>
}

/** A platform that is not on servers of this machine. */
export type Elsewhere = {
  ownerUrl(service: ServiceName): string
  /** What is different there in the environment of search, the one that is asked for. */
  env(service: ServiceName): Readonly<Record<string, string>>
  records(topic: string): AsyncIterable<TopicRecord>
}

export type ProbeOptions = {
  servers: ServerUrls
  namespace?: string
  logs?: () => readonly Log[]
  elsewhere?: Elsewhere | undefined
}

const PAGE = 1_000
const MISSING = '3D000'

const explained = (error: Error & { code?: string }): Error =>
  error.code === MISSING
    ? new Error(`${error.message}: start the platform first (scripts/up)`, { cause: error })
    : error

/** Connects when first asked. @throws Error naming the database that is not there */
export async function openProbe({
  servers,
  namespace = '',
  logs = () => [],
  elsewhere,
}: ProbeOptions): Promise<Probe> {
  const topics = await readPlatformTopics()
  // Nobody is called at these ports; a configuration wants them.
  const place = { servers, ports: portsAt(0), profile: 'development', namespace } as const
  const pools = new Map<ServiceName, pg.Pool>()
  const ownerUrlOf = (service: ServiceName): string =>
    elsewhere?.ownerUrl(service) ?? databaseOf(service, { servers, namespace }).ownerUrl
  const poolOf = (service: ServiceName): pg.Pool => {
    const made =
      pools.get(service) ?? new pg.Pool({ connectionString: ownerUrlOf(service), max: 2 })
    // A server that is killed under an idle connection is no concern of the probe.
    if (!pools.has(service)) made.on('error', () => undefined)
    pools.set(service, made)
    return made
  }
  const prefix = namespace === '' ? '' : `${namespace}.`
  return {
    services: SERVICE_NAMES,
    topics,
    logs,
    env: (service) => ({ ...environmentOf(service, place), ...elsewhere?.env(service) }),
    async rows<Row extends pg.QueryResultRow>(
      service: ServiceName,
      sql: string,
      values: readonly unknown[] = [],
    ) {
      const answer = await poolOf(service)
        .query<Row>(sql, [...values])
        .catch((error: Error) => {
          throw explained(error)
        })
      return answer.rows
    },
    async *pages<Row extends pg.QueryResultRow>(service: ServiceName, sql: string) {
      const client = await poolOf(service)
        .connect()
        .catch((error: Error) => {
          throw explained(error)
        })
      try {
        await client.query(`begin read only; declare page no scroll cursor for ${sql}`)
        for (;;) {
          const { rows } = await client.query<Row>(`fetch ${PAGE} from page`)
          if (rows.length > 0) yield rows
          if (rows.length < PAGE) return
        }
      } finally {
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
      }
    },
    records: (topic) =>
      elsewhere?.records(topic) ??
      streamTopic({ brokers: servers.kafkaBrokers, topic: `${prefix}${topic}` }),
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}
