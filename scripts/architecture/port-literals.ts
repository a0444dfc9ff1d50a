// Port numbers of ours outside the port table: a copy is wrong as soon as the offset is not zero.
import { portsAt } from '@pk-auto/lifecycle/ports'

export const PORT_TABLE = 'packages/lifecycle/src/ports.ts'
const OFFSETS = [0, 20_000]

const OURS: ReadonlySet<number> = new Set(OFFSETS.flatMap((offset) => numbersIn(portsAt(offset))))
/** Below it a bare number may be anything: only an address says that it is a port. */
const UNMISTAKABLE = 10_000

/** A number that is a port of ours, or a text with one behind a colon (`127.0.0.1:50101`). */
export function portIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= UNMISTAKABLE && OURS.has(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const named = [...value.matchAll(/:(\d{4,5})\b/g)].map(([, port]) => Number(port))
  return named.find((port) => OURS.has(port))
}

function numbersIn(table: object): number[] {
  return Object.values(table).flatMap((each: unknown) =>
    typeof each === 'number' ? [each] : typeof each === 'object' && each ? numbersIn(each) : [],
  )
}
