// The parts as containers of Docker Compose, put on top of docker-compose.yml with its servers:
// from the list of parts, as their pods run, with the secrets of development.
import type { Ports } from '@pk-auto/lifecycle/ports'
import { folderOf } from '@pk-auto/platform/apart'
import { databaseOf, environmentOf } from '@pk-auto/platform/environment'
import { PART_NAMES, partOf, type PartName, type ServiceName } from '@pk-auto/platform/parts'
import { localUrls } from '@pk-auto/servers/server-urls'

type Started = 'service_started' | 'service_completed_successfully'
type Container = {
  readonly image: string
  readonly build: {
    readonly context: '.'
    readonly dockerfile: string
    readonly args: { readonly SERVICE: string }
  }
  readonly environment: Readonly<Record<string, string>>
  readonly command?: readonly string[]
  readonly volumes?: readonly string[]
  readonly restart: 'on-failure' | 'unless-stopped'
  readonly depends_on: Readonly<Record<string, { readonly condition: Started }>>
}

const JOBS = '/app/packages/service/src/jobs/main.ts'
const TOPICS_FILE = '/app/topics.yaml'
/** What the list of topics is made for has three brokers; here is one. */
const ONE_BROKER = { TOPICS_FILE, TOPIC_REPLICAS: '1' }
/** Whose image makes the topics: any service's can. */
const TOPICS_BY: ServiceName = 'catalogue'

/** `services` of a compose file. Everything is on the machine's own network, on loopback. */
export function composeFile(ports: Ports): { services: Readonly<Record<string, object>> } {
  const place = { servers: localUrls(ports), ports, profile: 'development', namespace: '' } as const
  const of = (name: PartName, more: Partial<Container> = {}): object => ({
    image: `pk-auto/${name}`,
    build: {
      context: '.',
      dockerfile: `deploy/docker/${partOf(name).kind === 'web' ? 'web' : 'node'}.Dockerfile`,
      args: { SERVICE: folderOf(name) },
    },
    network_mode: 'host',
    read_only: true,
    tmpfs: ['/tmp:size=64m'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: '40s',
    restart: 'unless-stopped',
    ...more,
    environment: { ...environmentOf(name, place), HOST: '127.0.0.1', ...more.environment },
  })
  const after = (condition: Started, ...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { condition }]))
  const services = PART_NAMES.filter((name): name is ServiceName => partOf(name).kind === 'service')
  const migrations = services.map((name) => [
    `${name}-migrate`,
    of(name, {
      command: ['node', JOBS, 'migrate'],
      environment: { DATABASE_OWNER_URL: databaseOf(name, place).ownerUrl },
      // The server may still be starting.
      restart: 'on-failure',
      depends_on: after('service_started', 'postgres'),
    }),
  ])
  const topics = of(TOPICS_BY, {
    command: ['node', JOBS, 'topics'],
    environment: ONE_BROKER,
    volumes: [`./charts/pk-auto/files/topics.yaml:${TOPICS_FILE}:ro`],
    restart: 'on-failure',
    depends_on: after('service_started', 'kafka'),
  })
  const parts = PART_NAMES.map((name) => {
    const part = partOf(name)
    const done = part.kind === 'service' ? [`${name}-migrate`, 'topics'] : []
    const servers = part.kind === 'web' ? [] : part.uses
    const waits = {
      ...after('service_started', ...servers),
      ...after('service_completed_successfully', ...done),
    }
    return [name, of(name, { depends_on: waits })]
  })
  return { services: Object.fromEntries([...migrations, ['topics', topics], ...parts]) }
}
