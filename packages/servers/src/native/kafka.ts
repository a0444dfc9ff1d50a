// Kafka 4.4.0 as one KRaft node that is broker and controller, from Maven Central.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../machine/command.ts'
import { findJava } from '../machine/java.ts'
import type { Launch } from '../machine/processes.ts'
import { kafkaLogging, kafkaPom, kafkaProperties } from './kafka-files.ts'
import { missingMaven, withMaven } from './maven.ts'
import { programsOf, type Recipe, type Room } from './recipe.ts'

const NAMED = { name: 'kafka', version: '4.4.0' } as const
const SMALL = [
  '-Xms64m',
  '-Xmx256m',
  '-XX:MaxMetaspaceSize=128m',
  '-XX:ReservedCodeCacheSize=48m',
  '-Xss512k',
  '-XX:TieredStopAtLevel=1',
]
const ROOMY = ['-Xms512m', '-Xmx512m']

export const kafka: Recipe = {
  ...NAMED,
  missing: missingMaven,
  async install(folder) {
    const pom = join(folder, 'pom.xml')
    writeFileSync(pom, kafkaPom(NAMED.version))
    await withMaven(
      folder,
      [
        '-f',
        pom,
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${join(folder, 'libs')}`,
      ],
      async () => undefined,
    )
  },
  prepare: (room) => prepareKafka(room),
  stop: { signal: 'SIGTERM', timeoutMs: 15_000, askAll: false },
}

/** Users by their passwords; the first is the superuser. None: nobody is asked for a login. */
export type Logins = Readonly<Record<string, string>>

/** As `prepare` of a recipe. */
export async function prepareKafka(
  {
    cache,
    data,
    ports,
    profile,
  }: Pick<Room, 'cache' | 'data' | 'profile'> & {
    readonly ports: Pick<Room['ports'], 'kafka'>
  },
  logins: Logins = {},
): Promise<Launch> {
  const [superuser] = Object.entries(logins)
  const java = join(await findJava(), 'bin/java')
  const libs = join(programsOf(cache, NAMED), 'libs')
  const properties = join(data, 'server.properties')
  const logging = join(data, 'log4j2.properties')
  mkdirSync(join(data, 'logs'), { recursive: true })
  writeFileSync(logging, kafkaLogging())
  // The controller sits one port above the broker: nobody else in the table does.
  writeFileSync(
    properties,
    kafkaProperties({
      broker: ports.kafka,
      controller: ports.kafka + 1,
      logs: join(data, 'logs'),
      ...(superuser && { superuser: { user: superuser[0], password: superuser[1] } }),
    }),
  )
  const flags = [
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.awt.headless=true',
    `-Dlog4j2.configurationFile=${logging}`,
  ]
  if (!existsSync(join(data, 'logs/meta.properties'))) {
    const clusterId = randomBytes(16).toString('base64url')
    await runCommand(java, [
      ...flags,
      '-cp',
      `${libs}/*`,
      'kafka.tools.StorageTool',
      'format',
      // One word: an id may begin with a dash.
      `--cluster-id=${clusterId}`,
      '-c',
      properties,
      ...Object.entries(logins).flatMap(([user, password]) => [
        '--add-scram',
        `SCRAM-SHA-512=[name=${user},password=${password}]`,
      ]),
    ])
  }
  // Classes read once are stored as an archive at the first clean stop: a boot takes 2.4 s
  // instead of 3.7.
  const archive = [
    '-XX:+AutoCreateSharedArchive',
    // Which classes cannot be archived fills the log, and hides why a start failed.
    '-Xlog:disable',
    '-Xlog:all=error:stderr',
    `-XX:SharedArchiveFile=${join(data, 'classes.jsa')}`,
  ]
  return {
    command: java,
    args: [
      ...flags,
      ...(profile === 'bench' ? ROOMY : SMALL),
      ...archive,
      '-cp',
      `${libs}/*`,
      'kafka.Kafka',
      properties,
    ],
    cwd: data,
  }
}
