// Which models of the taxonomy are nearest to what somebody typed, in either language.
import type { Taxonomy } from '@pk-auto/client-api/pwa.gen'
import type { Label } from '@pk-auto/ui/locale'

export type NearModel = {
  readonly make: string
  readonly model: string
  readonly name: Label
}

const MOST = 4
/** As alike as two words must be to be offered, from 0 to 1. */
const ALIKE = 0.4

const pairsOf = (text: string): readonly string[] => {
  const word = ` ${text.toLowerCase().replace(/[\s-]+/g, '')} `
  return Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2))
}

/** Share of the pairs of letters that two words have in common: 1 for the same word. */
const alike = (a: string, b: string): number => {
  if (a.trim() === '' || b.trim() === '') return 0
  const left = pairsOf(a)
  const right = [...pairsOf(b)]
  const shared = left.filter((pair) => {
    const at = right.indexOf(pair)
    if (at >= 0) right.splice(at, 1)
    return at >= 0
  }).length
  return (2 * shared) / (left.length + pairsOf(b).length)
}

const nameLike = (typed: string, name: Label): number =>
  Math.max(alike(typed, name.en), alike(typed, name.ur))

/**
 * At most four, the nearest first. A model is known by its own name, and better within a make that
 * is like the typed one.
 */
export const nearestModels = (
  { makes }: Pick<Taxonomy, 'makes'>,
  typed: { readonly make: string; readonly model: string },
): readonly NearModel[] =>
  makes
    .flatMap((make) => {
      const within = nameLike(typed.make, make.name)
      return make.models.map((model) => ({
        make: make.slug,
        model: model.slug,
        name: {
          en: `${make.name.en} ${model.name.en}`,
          ur: `${make.name.ur} ${model.name.ur}`,
        },
        own: Math.max(nameLike(typed.model, model.name), nameLike(typed.make, model.name)),
        within,
      }))
    })
    .filter(({ own, within }) => own >= ALIKE || (within > 0.8 && own > 0))
    .toSorted((a, b) => b.own + b.within / 2 - (a.own + a.within / 2))
    .slice(0, MOST)
    .map(({ make, model, name }) => ({ make, model, name }))
