// The file of flags, read again whenever it changes: a flag is switched without a restart.
import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { FlagdCore } from '@openfeature/flagd-core'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { FLAG_NAMES } from './known-flags.ts'

/** A look at the file's date. By polling: a ConfigMap is exchanged by a link that moves. */
const LOOK_EVERY_MS = 2_000

export type FlagsFile = Disposable & {
  /** Undefined while the file is broken or not there: then every flag has its default. */
  readonly current: () => FlagdCore | undefined
}

/** Names flags by what nobody typed; texts of errors quote the file. */
const silent = { error: noop, warn: noop, info: noop, debug: noop }
function noop(): void {}

/** @throws Error naming a flag that is not in the text, or SyntaxError */
function readFlags(text: string): FlagdCore {
  const core = new FlagdCore(undefined, silent)
  core.setConfigurations(text)
  const missing = FLAG_NAMES.filter((name) => core.getFlag(name) === undefined)
  if (missing.length > 0) throw new Error(`the file of flags lacks ${missing.join(', ')}`)
  return core
}

/**
 * Resolves when it has been read for the first time. A broken file is logged as `flags.broken` and
 * shown by the metric `flags_broken` until it is mended; it never keeps a gateway from starting.
 */
export async function openFlagsFile(
  path: string,
  service: string,
  everyMs = LOOK_EVERY_MS,
): Promise<FlagsFile> {
  const log = loggerFor(service)
  let core: FlagdCore | undefined
  const read = async (): Promise<void> => {
    try {
      core = readFlags(await readFile(path, 'utf8'))
      log.info({ event: 'flags.read' })
    } catch (error) {
      core = undefined
      log.error({ event: 'flags.broken', error }, 'all flags have their defaults')
    }
  }
  await read()
  const broken = metricsFor(service).gauge('flags_broken', () => (core ? 0 : 1))
  const changed = (): void => void read()
  // Keeps no process alive.
  watchFile(path, { interval: everyMs, persistent: false }, changed)
  return {
    current: () => core,
    [Symbol.dispose]() {
      unwatchFile(path, changed)
      broken[Symbol.dispose]()
    },
  }
}
