// What can hold the servers of one offset: this machine itself or a Docker engine. Both do the same
// things.
import type { OnStep } from './progress.ts'
import type { Profile } from './native/recipe.ts'
import type { ServerName } from './server-urls.ts'

export type Fault = 'kill' | 'freeze' | 'thaw'

export type Host = {
  readonly kind: 'native' | 'docker'
  /**
   * Starts what is not running yet and returns which ones that were. Returns when the processes are
   * there, not when they answer.
   */
  start(names: readonly ServerName[], profile: Profile, onStep: OnStep): Promise<ServerName[]>
  /** Idempotent. Data stays. */
  stop(names: readonly ServerName[]): Promise<void>
  /** Stops and forgets every byte. */
  reset(names: readonly ServerName[]): Promise<void>
  /**
   * kill: as kill -9 · freeze, thaw: SIGSTOP, SIGCONT. A server that is not running is left alone.
   */
  fault(name: ServerName, fault: Fault): Promise<void>
  running(name: ServerName): Promise<boolean>
  /** Its process and all below; empty when it is not running or not a process of this machine. */
  processesOf(name: ServerName): number[]
  /** The last lines of a server's output, for an error message. */
  lastWords(name: ServerName): Promise<string>
}
