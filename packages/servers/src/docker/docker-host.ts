// The servers as containers of docker-compose.yml. Unproven: written where no Docker engine runs.
import { join } from 'node:path'
import type { Host } from '../host.ts'
import { runCommand, tryCommand } from '../machine/command.ts'
import { portsAt } from '@pk-auto/lifecycle/ports'
import type { Profile } from '../native/recipe.ts'
import type { ServerName } from '../server-urls.ts'
import { step } from '../progress.ts'
import { startTestContainers } from './test-containers.ts'

const COMPOSE_FILE = join(import.meta.dirname, '../../../../docker-compose.yml')

/**
 * An engine, not only the client, and its compose plugin: the client alone prints its version
 * happily.
 */
export async function dockerAnswers(): Promise<boolean> {
  if ((await tryCommand('docker', ['info', '--format', '{{.ServerVersion}}'])).code !== 0)
    return false
  return (await tryCommand('docker', ['compose', 'version'])).code === 0
}

/** `forTests`: through Testcontainers, and not to be trusted with anybody's data. */
export function dockerHost(offset: number, forTests: boolean): Host {
  const ports = portsAt(offset).servers
  const project = `pk-auto-${offset}`
  const settings = (profile: Profile) => ({
    POSTGRES_PORT: String(ports.postgres),
    KAFKA_PORT: String(ports.kafka),
    ELASTICSEARCH_PORT: String(ports.elasticsearch),
    REDIS_PORT: String(ports.redis),
    S3_PORT: String(ports.s3),
    ELASTICSEARCH_HEAP: profile === 'bench' ? '2g' : '512m',
  })
  const compose = (args: readonly string[], profile: Profile = 'dev') =>
    runCommand('docker', ['compose', '-p', project, '-f', COMPOSE_FILE, ...args], {
      env: { ...process.env, ...settings(profile) },
    })
  const startAll = async (services: readonly ServerName[], profile: Profile): Promise<void> => {
    const environment = settings(profile)
    if (forTests)
      await startTestContainers({ composeFile: COMPOSE_FILE, project, services, environment })
    else await compose(['up', '-d', ...services], profile)
  }
  const runningNames = async () =>
    (await compose(['ps', '--services', '--status', 'running'])).split('\n')

  return {
    kind: 'docker',
    async start(names, profile, onStep) {
      if (profile === 'small-disk')
        throw new Error('Containers have no small disks: set PK_AUTO_SERVERS=native')
      const before = await runningNames()
      await step(onStep, 'containers', () => startAll(names, profile))
      return names.filter((name) => !before.includes(name))
    },
    async stop(names) {
      if (names.length > 0) await compose(['stop', ...names])
    },
    async reset(names) {
      await compose(['rm', '-f', '-s', '-v', ...names])
    },
    async fault(name, fault) {
      await compose([{ kill: 'kill', freeze: 'pause', thaw: 'unpause' }[fault], name])
    },
    running: async (name) => (await runningNames()).includes(name),
    processesOf: () => [],
    lastWords: (name) => compose(['logs', '--tail', '8', name]),
  }
}
