// A command in front of a terminal: at Ctrl-C everything it started ends with it, in order, and
// nothing else.
import { endProcesses, markChildren, startedBy, startedHere } from './machine/process-tree.ts'
import { SERVER_NAMES } from './server-urls.ts'
import { resetServers, stopServers, whereabouts } from './start-servers.ts'

export type Foreground = {
  /** True from the first Ctrl-C on: what fails after that needs no report. */
  readonly interrupted: () => boolean
  /**
   * Ends every process started here, at any depth, but this offset's servers. For the ordinary end:
   * a crashed test may have left some.
   */
  readonly endLeftovers: () => Promise<void>
}

type Options = {
  readonly offset: number
  /** Also forget what the servers it started have stored. */
  readonly forget?: boolean
  /** Runs before anything is stopped: the gentle end of what uses the servers. */
  readonly endFirst?: () => Promise<void>
}

/**
 * Call once, before the first start: servers that run now are not this command's and stay. Exits
 * with 130 on SIGINT, SIGTERM and SIGHUP.
 */
export async function standInForeground({
  offset,
  forget = false,
  endFirst,
}: Options): Promise<Foreground> {
  const { host } = await whereabouts(offset, SERVER_NAMES)
  const before = await running()
  markChildren()
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => (interrupted ? undefined : void end()))
  return { interrupted: () => interrupted, endLeftovers }

  async function end(): Promise<void> {
    interrupted = true
    console.error('stopping what was started here …')
    await endFirst?.().catch((error: unknown) => console.error(error))
    await endLeftovers()
    // A server whose start was under way may appear after the first look.
    for (let left = await ours(); left.length > 0; left = await ours())
      await (forget ? resetServers : stopServers)(offset, left)
    process.exit(130)
  }

  async function running() {
    const all = await Promise.all(
      SERVER_NAMES.map(async (name) => ((await host?.running(name)) ? [name] : [])),
    )
    return all.flat()
  }

  async function ours() {
    return (await running()).filter((name) => !before.includes(name))
  }

  /**
   * Downloads, builds, test runners and the servers tests made for themselves; this offset's own
   * are asked more gently, by name.
   */
  async function endLeftovers(): Promise<void> {
    await endAllBut(startedHere(), host)
  }
}

/**
 * What a command that died hard left running, but this offset's servers, which are stopped by name.
 * `mark` is what its children carry.
 */
export async function endOrphans(offset: number, mark: string): Promise<void> {
  const { host } = await whereabouts(offset, SERVER_NAMES)
  await endAllBut(startedBy(mark), host)
}

type Host = Awaited<ReturnType<typeof whereabouts>>['host']

async function endAllBut(pids: readonly number[], host: Host): Promise<void> {
  const servers = new Set(SERVER_NAMES.flatMap((name) => host?.processesOf(name) ?? []))
  await endProcesses(
    pids.filter((pid) => !servers.has(pid)),
    5_000,
  )
}
