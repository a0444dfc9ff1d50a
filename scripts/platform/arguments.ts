// What `scripts/up` was asked to do.

const COMMANDS = ['run', 'detach', 'status', 'stop', 'reset'] as const
export type Command = (typeof COMMANDS)[number]

/** @throws Error with the usage for anything but one known flag */
export function readCommand(args: readonly string[]): Command {
  const found = args.length === 0 ? 'run' : COMMANDS.find((command) => command !== 'run' && args[0] === `--${command}`)
  if (!found || args.length > 1) throw new Error(`Usage: scripts/up [--detach|--status|--stop|--reset]; ${args.join(' ')} is not understood`)
  return found
}
