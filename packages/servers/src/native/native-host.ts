// The servers as plain processes of this machine.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import type { Host } from '../host.ts'
import { holdLock } from '../machine/lock.ts'
import { goneWithin, signalTree, treeOf } from '../machine/process-tree.ts'
import { aliveRecord, launch, stopProcess, writeRecord } from '../machine/processes.ts'
import { onSmallDisk } from '../machine/small-disk.ts'
import { placesAt } from '../places.ts'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { step, type OnStep } from '../progress.ts'
import type { ServerName } from '../server-urls.ts'
import { elasticsearch } from './elasticsearch.ts'
import { install, isInstalled } from './install.ts'
import { kafka } from './kafka.ts'
import { postgres } from './postgres.ts'
import type { Profile, Recipe } from './recipe.ts'
import { redis } from './redis.ts'
import { reservePorts } from './reserve-ports.ts'
import { s3 } from './s3.ts'

const RECIPES: Readonly<Record<ServerName, Recipe>> = { s3, elasticsearch, kafka, postgres, redis }

/** S3 → Kafka → Elasticsearch → Redis → Postgres: who uses a disk longest is asked last. */
const STOP_ORDER: readonly ServerName[] = ['s3', 'kafka', 'elasticsearch', 'redis', 'postgres']

/** For a Postgres with the databases of every service and its log. */
const SMALL_DISK_MB = 1_500

export function nativeHost(offset: number): Host {
  const places = placesAt(offset)
  const ports = portsAt(offset).servers
  const recordOf = (name: ServerName) => join(places.data, 'pids', `${name}.json`)
  const stopOne = (name: ServerName) =>
    stopProcess(recordOf(name), RECIPES[name].stop.signal, RECIPES[name].stop)

  async function startOne(
    name: ServerName,
    profile: Profile,
    onStep: OnStep,
  ): Promise<ServerName[]> {
    const recipe = RECIPES[name]
    const record = aliveRecord(recordOf(name))
    if (record?.profile === profile) return []
    if (record) await stopOne(name)
    if (!isInstalled(places.cache, recipe))
      await step(onStep, `install ${name} ${recipe.version}`, () => install(places.cache, recipe))
    if (await isOpen(ports[name]))
      throw new Error(
        `port ${ports[name]} (${name}) is taken by another program: ` +
          'end it, or choose other ports with PORT_BASE_OFFSET',
      )
    await step(onStep, `start ${name}`, async () => {
      const data = places.dataOf(name)
      mkdirSync(data, { recursive: true })
      const prepared = await recipe.prepare({ cache: places.cache, data, ports, profile })
      const what = profile === 'small-disk' ? onSmallDisk(prepared, data, SMALL_DISK_MB) : prepared
      rmSync(places.logOf(name), { force: true })
      writeRecord(recordOf(name), { pid: launch(what, places.logOf(name)), mark: data, profile })
    })
    return [name]
  }

  return {
    kind: 'native',
    async start(names, profile, onStep) {
      mustBePossible(names, places.cache)
      reservePorts(portsAt(offset))
      await using _alone = await holdLock(`start:${places.data}`, 900_000)
      // In RECIPES' order: the longest installations begin first.
      const inOrder = (Object.keys(RECIPES) as ServerName[]).filter((name) => names.includes(name))
      const results = await Promise.allSettled(
        inOrder.map((name) => startOne(name, profile, onStep)),
      )
      const started = results.flatMap((result) =>
        result.status === 'fulfilled' ? result.value : [],
      )
      const failed = results.find((result) => result.status === 'rejected')
      if (!failed) return started
      await Promise.all(started.map(stopOne))
      throw failed.reason
    },
    async stop(names) {
      for (const name of STOP_ORDER) if (names.includes(name)) await stopOne(name)
    },
    async reset(names) {
      await Promise.all(names.map(stopOne))
      for (const name of names) rmSync(places.dataOf(name), { recursive: true, force: true })
    },
    async fault(name, fault) {
      const record = aliveRecord(recordOf(name))
      if (!record) return
      const tree = treeOf(record.pid)
      signalTree(
        record.pid,
        fault === 'kill' ? 'SIGKILL' : fault === 'freeze' ? 'SIGSTOP' : 'SIGCONT',
      )
      if (fault === 'kill') await goneWithin(tree, 5_000)
    },
    running: async (name) => aliveRecord(recordOf(name)) !== undefined,
    processesOf(name) {
      const record = aliveRecord(recordOf(name))
      return record ? treeOf(record.pid) : []
    },
    lastWords: async (name) =>
      (await readFile(places.logOf(name), 'utf8').catch(() => ''))
        .trim()
        .split('\n')
        .slice(-8)
        .join('\n'),
  }
}

function mustBePossible(names: readonly ServerName[], cache: string): void {
  if (process.platform !== 'linux')
    throw new Error(
      'Without a Docker engine the servers run natively on Linux only: start Docker, or set ' +
        'DATABASE_URL, KAFKA_BROKERS, ELASTICSEARCH_URL, REDIS_URL and S3_ENDPOINT',
    )
  const missing = new Set(
    names
      .filter((name) => !isInstalled(cache, RECIPES[name]))
      .flatMap((name) => RECIPES[name].missing()),
  )
  if (missing.size > 0)
    throw new Error(
      `The servers cannot be installed without ${[...missing].join(', ')}: ` +
        'install that, or start a Docker engine',
    )
  if (!existsSync('/proc/self/cmdline'))
    throw new Error('/proc is not mounted, and the servers are recognised by it')
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}
