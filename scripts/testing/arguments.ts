// What `scripts/test` was asked to run.

const KINDS = ['checks', 'unit', 'it', 'journey'] as const
type Kind = (typeof KINDS)[number]

export type Plan = {
  readonly kinds: readonly Kind[]
  readonly filters: readonly string[]
  readonly long: boolean
}

/**
 * Kinds and path filters in any order; no kind means all, but a filter alone means the three kinds
 * of test.
 * @throws Error for an unknown flag
 */
export function readArguments(args: readonly string[]): Plan {
  const isKind = (arg: string): arg is Kind => KINDS.some((kind) => kind === arg)
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--long')
  if (unknown)
    throw new Error(
      `${unknown} is unknown. Usage: scripts/test [--long] [checks|unit|it|journey …] [part of a path …]`,
    )
  const asked = args.filter(isKind)
  const filters = args.filter((arg) => !isKind(arg) && !arg.startsWith('-'))
  const all = filters.length > 0 ? KINDS.filter((kind) => kind !== 'checks') : KINDS
  return {
    kinds: asked.length > 0 ? KINDS.filter((kind) => asked.includes(kind)) : all,
    filters,
    long: args.includes('--long'),
  }
}
