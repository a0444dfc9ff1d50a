// What `scripts/up` was asked to do.
import { parseArgs } from 'node:util'

const COMMANDS = ['detach', 'status', 'stop', 'reset', 'help'] as const
export type Command = 'run' | (typeof COMMANDS)[number]

/** What to start; nothing named means everything, in one process, with the usual market. */
export type Start = {
  /** How many an empty market is filled with. */
  readonly listings?: number
  /** Parts, started with what they ask. */
  readonly only?: readonly string[]
  /** Parts with a process of their own. */
  readonly apart?: readonly string[]
}
export type Asked = { readonly command: Command; readonly start: Start }

const USAGE =
  'Usage: scripts/up [--detach|--status|--stop|--reset] ' +
  '[--only part,…] [--apart part,…] [--listings=N]'
const MOST_LISTINGS = 1_000_000
const PARTS = { type: 'string', multiple: true } as const

/**
 * At most one command; what to start only with the two that start something. @throws Error with the
 * usage for anything else
 */
export function readCommand(args: readonly string[]): Asked {
  const usage = new Error(`${USAGE}\n${args.join(' ')} is not understood`)
  const values = parse(args, usage)
  const commands = COMMANDS.filter((command) => values[command])
  const command = commands[0] ?? 'run'
  const start = startOf(values, usage)
  const starts = command === 'run' || command === 'detach'
  if (commands.length > 1 || (!starts && Object.keys(start).length > 0)) throw usage
  return { command, start }
}

/** The same as arguments again, for a detached start. */
export const argumentsOf = ({ listings, only, apart }: Start): string[] => [
  ...(listings === undefined ? [] : [`--listings=${listings}`]),
  ...(only ? [`--only=${only.join()}`] : []),
  ...(apart ? [`--apart=${apart.join()}`] : []),
]

function parse(args: readonly string[], usage: Error) {
  try {
    const flags = Object.fromEntries(COMMANDS.map((name) => [name, { type: 'boolean' } as const]))
    const options = {
      ...(flags as Record<(typeof COMMANDS)[number], { type: 'boolean' }>),
      listings: { type: 'string' },
      only: PARTS,
      apart: PARTS,
    } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch {
    throw usage
  }
}

function startOf(
  { listings, only, apart }: { listings?: string; only?: string[]; apart?: string[] },
  usage: Error,
): Start {
  const count = Number(listings)
  if (listings !== undefined && !(Number.isInteger(count) && count >= 1 && count <= MOST_LISTINGS))
    throw usage
  return {
    ...(listings !== undefined && { listings: count }),
    ...(only && { only: partsOf(only) }),
    ...(apart && { apart: partsOf(apart) }),
  }
}

const partsOf = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split(',')).filter((name) => name !== '')
