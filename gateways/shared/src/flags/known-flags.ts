// The flags that gateways know. What is not listed here does not compile; who sees which variant
// is in config/flags.json.

/** Of each flag its variants; the first is what everybody sees while the flag is off or broken. */
export const FLAGS = {
  /** How cars like the one of an ad are ordered: by likeness, or the cheapest first. */
  'similar-order': ['likeness', 'cheapest'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

export type FlagName = keyof typeof FLAGS
export type Variant<Name extends FlagName> = (typeof FLAGS)[Name][number]
export const FLAG_NAMES = Object.keys(FLAGS) as FlagName[]
