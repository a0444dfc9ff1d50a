// What scripts/run-load was asked for.
import { parseArgs } from 'node:util'
import { type Load, LOADS } from '../plan/limits.ts'

export type Asked = {
  readonly load: Load
  readonly at?: string
  readonly rate: number
  readonly minutes: number
  readonly p95Ms?: number
  readonly knee: boolean
  readonly cpu: boolean
}

/** Begun per second: little, to look whether it runs at all. */
const RATES: Readonly<Record<Load, number>> = {
  ...{ browse: 2, search: 5, publish: 0.5, otp: 0.5, chat: 0.5, day: 4 },
}
/** Of one step when the knee is looked for, it is less. */
const MINUTES = 1
const KNEE_MINUTES = 0.25

const USAGE =
  `Usage: scripts/run-load <${LOADS.join('|')}> ` +
  '[--at address] [--rate n] [--minutes m] [--p95 ms] [--knee] [--cpu]'

/** @throws Error with the usage and what is wrong */
export function readAsked(args: readonly string[]): Asked {
  const refuse = (what: string): never => {
    throw new Error(`${what}\n${USAGE}`)
  }
  const { values, positionals } = parsed(args, refuse)
  const [name = '', ...more] = positionals
  const load = LOADS.find((each) => each === name)
  if (!load || more.length > 0) return refuse(`“${positionals.join(' ')}” is no load`)
  const number = (option: 'rate' | 'minutes' | 'p95', usual: number): number => {
    const value = Number(values[option] ?? usual)
    return value > 0 && Number.isFinite(value) ? value : refuse(`--${option} is more than 0`)
  }
  if (values.knee && load === 'day') refuse('a day has no knee: look for that of one path')
  if (values.at !== undefined && !URL.canParse(values.at)) refuse('--at is an address with http')
  return {
    load,
    rate: number('rate', RATES[load]),
    minutes: number('minutes', values.knee ? KNEE_MINUTES : MINUTES),
    knee: values.knee,
    cpu: values.cpu,
    ...(values.at !== undefined && { at: new URL(values.at).origin }),
    ...(values.p95 !== undefined && { p95Ms: number('p95', 0) }),
  }
}

function parsed(args: readonly string[], refuse: (what: string) => never) {
  const [text, flag] = [{ type: 'string' } as const, { type: 'boolean', default: false } as const]
  const options = { at: text, rate: text, minutes: text, p95: text, knee: flag, cpu: flag }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    return refuse((error as Error).message)
  }
}
