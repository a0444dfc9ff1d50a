// One service's connection to one Kafka cluster: names with their prefix, and a shared admin
// connection. It connects to nothing until used.
import { type Admin, Kafka as Client, logLevel } from 'kafkajs'
import { clientLog } from './kafkajs/client-log.ts'
import { waitLongWhileIdle } from './kafkajs/fetches.ts'
import { quietRequestQueue } from './kafkajs/request-queue.ts'

export type KafkaOptions = {
  readonly brokers: readonly string[]
  readonly service: string
  /** Put before every topic and group, so that tests can share a broker. */
  readonly topicPrefix?: string
  /** By SCRAM-SHA-512; none: the broker lets everybody in. */
  readonly login?: { readonly user: string; readonly password: string } | undefined
  /** The broker's certificate is of an authority that Node trusts. Default: not encrypted. */
  readonly tls?: boolean
}

export type Kafka = AsyncDisposable & {
  readonly service: string
  readonly client: Client
  topicName(topic: string): string
  groupName(group: string): string
  /**
   * Runs on the shared admin connection; it is opened at first use and again after the connection
   * was lost.
   */
  withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T>
}

/**
 * Never fails and never waits: a broker that is away is the concern of publish and subscribe, which
 * try again. Dispose of it after everything made from it.
 */
export function connectKafka(options: KafkaOptions): Kafka {
  const { brokers, service, topicPrefix = '', login, tls = false } = options
  quietRequestQueue()
  waitLongWhileIdle()
  const client = new Client({
    clientId: service,
    brokers: [...brokers],
    ssl: tls,
    ...(login && {
      sasl: { mechanism: 'scram-sha-512', username: login.user, password: login.password },
    }),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator: clientLog(service),
  })
  let shared: Promise<Admin> | undefined
  const open = async () => {
    const admin = client.admin()
    await admin.connect()
    return admin
  }
  return {
    service,
    client,
    topicName: (topic) => `${topicPrefix}${topic}`,
    groupName: (group) => `${topicPrefix}${group}`,
    async withAdmin(work) {
      const mine = (shared ??= open())
      try {
        return await work(await mine)
      } catch (error) {
        if (shared === mine && isConnectionLost(error)) {
          shared = undefined
          mine.then((admin) => admin.disconnect()).catch(() => undefined)
        }
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      const admin = await shared?.catch(() => undefined)
      await admin?.disconnect().catch(() => undefined)
    },
  }
}

/**
 * True when kafkajs could not reach a broker, as opposed to an error that a broker answered.
 */
export function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^KafkaJS(Connection|NumberOfRetries|RequestTimeout|Broker|NoBroker|Timeout)/.test(error.name)
  )
}
