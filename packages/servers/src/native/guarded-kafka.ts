// A broker of its own that asks for logins, for tests of who may do what.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Logins, prepareKafka } from './kafka.ts'
import { placesAt } from '../places.ts'

export type GuardedKafka = AsyncDisposable & { readonly brokers: readonly string[] }

const READY_WITHIN_MS = 60_000
const POLL_MS = 100

/** Below the ports of other servers and above those of processes under test. */
const PORTS = { first: 19_100, last: 19_898 }

/**
 * With SCRAM-SHA-512 and rules of access; the first login is the superuser's. The programs must be
 * installed, as they are where the other servers run. @throws Error when it does not answer
 */
export async function startGuardedKafka(logins: Logins): Promise<GuardedKafka> {
  const port = await freePair()
  const data = await mkdtemp(join(tmpdir(), 'pk-auto-kafka-'))
  const room = { cache: placesAt(0).cache, data, ports: { kafka: port }, profile: 'dev' as const }
  const { command, args } = await prepareKafka(room, logins)
  const broker = spawn(command, args, { cwd: data, stdio: ['ignore', 'ignore', 'inherit'] })
  const exit = once(broker, 'exit')
  const guarded = {
    brokers: [`127.0.0.1:${port}`],
    async [Symbol.asyncDispose]() {
      broker.kill('SIGKILL')
      await exit
      await rm(data, { recursive: true, force: true })
    },
  }
  for (const end = performance.now() + READY_WITHIN_MS; !(await answers(port)); await wait(POLL_MS))
    if (performance.now() > end || broker.exitCode !== null) {
      await guarded[Symbol.asyncDispose]()
      throw new Error('the guarded broker did not start')
    }
  return guarded
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** A port of which the next one is free too. */
async function freePair(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.trunc(Math.random() * (PORTS.last - PORTS.first))
    if (!(await answers(port)) && !(await answers(port + 1))) return port
  }
}
