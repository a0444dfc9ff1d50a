// What `scripts/up` was asked to do.

const COMMANDS = ['run', 'detach', 'status', 'stop', 'reset', 'help'] as const
export type Command = (typeof COMMANDS)[number]

/** `listings` is how many an empty market is filled with; the default is the street's own 2,000. */
export type Asked = { readonly command: Command; readonly listings?: number }

const USAGE = 'Usage: scripts/up [--detach|--status|--stop|--reset] [--listings=N]'
const MOST_LISTINGS = 1_000_000

/**
 * At most one command, and `--listings=N` with the two that start something. @throws Error with the
 * usage for anything else
 */
export function readCommand(args: readonly string[]): Asked {
  const usage = new Error(`${USAGE}\n${args.join(' ')} is not understood`)
  const counts = args.filter((arg) => arg.startsWith('--listings='))
  const commands = args.filter((arg) => !arg.startsWith('--listings='))
  if (counts.length > 1 || commands.length > 1) throw usage
  const command =
    commands.length === 0
      ? 'run'
      : COMMANDS.find((known) => known !== 'run' && commands[0] === `--${known}`)
  if (!command) throw usage
  if (counts[0] === undefined) return { command }
  const listings = Number(counts[0].slice('--listings='.length))
  if (
    !Number.isInteger(listings) ||
    listings < 1 ||
    listings > MOST_LISTINGS ||
    !['run', 'detach'].includes(command)
  )
    throw usage
  return { command, listings }
}
