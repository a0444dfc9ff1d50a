// The title of a car in both languages, made from the taxonomy. Pure.
import type { Directory } from './directory.ts'
import type { Label } from './taxonomy.ts'

type Car = {
  readonly make: string
  readonly model: string
  readonly variant: string
  readonly year: number
}

/** Make, model, variant, year: `Toyota Corolla GLi 1.3 2015`. */
export function titleOf({ make, model, variant, year }: Car, directory: Directory): Label {
  const names = [
    directory.labelOf('make', make),
    directory.labelOf('model', model),
    ...(variant ? [directory.labelOf('variant', variant, model)] : []),
  ]
  return {
    en: [...names.map(({ en }) => en), year].join(' '),
    ur: [...names.map(({ ur }) => ur), year].join(' '),
  }
}
