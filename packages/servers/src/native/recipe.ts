// What every native server must define: what it needs, how it is installed, how it is started and
// how it is asked to stop.
import type { Ports } from '@pk-auto/lifecycle/ports'
import type { Launch } from '../machine/processes.ts'
import type { ServerName } from '../server-urls.ts'

/**
 * `bench` gives Elasticsearch and Postgres the memory and the compilers a measurement needs; `dev`
 * is small and quick to boot; `small-disk` is `dev` with its data on a disk that a test can fill.
 */
export type Profile = 'dev' | 'bench' | 'small-disk'

export type Room = {
  readonly cache: string
  /** This server's own data folder; it exists. */
  readonly data: string
  readonly ports: Ports['servers']
  readonly profile: Profile
}

/** Programs that are installed once into the cache. */
export type Tool = {
  readonly name: string
  /** Installed programs carry this stamp; another one means another installation. */
  readonly version: string
  /**
   * One clause per missing tool ("Maven (apt-get install maven)"); empty when `install` can work.
   */
  missing(): string[]
  /**
   * Writes the programs to `folder`, which is new and empty and is put in place only when this
   * succeeds.
   */
  install(folder: string, cache: string): Promise<void>
}

export type Recipe = Tool & {
  readonly name: ServerName
  /**
   * Makes data and configuration ready (idempotent) and returns what to start. The command line
   * must hold the data folder.
   */
  prepare(room: Room): Promise<Launch>
  readonly stop: {
    readonly signal: NodeJS.Signals
    readonly timeoutMs: number
    readonly askAll: boolean
  }
}

/** Where `install` put the programs. */
export const programsOf = (cache: string, recipe: Pick<Tool, 'name' | 'version'>): string =>
  `${cache}/${recipe.name}-${recipe.version}`
