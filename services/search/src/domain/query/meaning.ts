// What a phrase of the vocabulary can mean. Pure.
import type { TermFilter } from '../filters.ts'

export type Meaning =
  | { readonly kind: 'make'; readonly make: string }
  | { readonly kind: 'model'; readonly make: string; readonly model: string }
  | {
      readonly kind: 'generation'
      readonly make: string
      readonly model: string
      readonly generation: string
    }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'area'; readonly city: string; readonly area: string }
  | { readonly kind: 'term'; readonly filter: TermFilter; readonly value: string }

/** Where one phrase has meanings of several kinds, the first of these wins. */
const RANK: Readonly<Record<Meaning['kind'], number>> = {
  make: 0,
  model: 1,
  generation: 2,
  city: 3,
  term: 4,
  area: 5,
}

/** The meanings of the winning kind. */
export function strongest(meanings: readonly Meaning[]): Meaning[] {
  const best = Math.min(...meanings.map(({ kind }) => RANK[kind]))
  return meanings.filter(({ kind }) => RANK[kind] === best)
}

/** The filter values a meaning stands for. */
export function valuesOf(meaning: Meaning): readonly (readonly [TermFilter, string])[] {
  if (meaning.kind === 'make') return [['make', meaning.make]]
  if (meaning.kind === 'model')
    return [
      ['make', meaning.make],
      ['model', meaning.model],
    ]
  if (meaning.kind === 'generation')
    return [
      ['make', meaning.make],
      ['model', meaning.model],
      ['generation', meaning.generation],
    ]
  if (meaning.kind === 'city') return [['city', meaning.city]]
  if (meaning.kind === 'area') return [['area', meaning.area]]
  return [[meaning.filter, meaning.value]]
}
