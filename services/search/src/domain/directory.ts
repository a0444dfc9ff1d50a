// The taxonomy by slug: labels for people, the tree of makes and models, which values exist. Built
// once per taxonomy. Pure.
import type { Near, TermFilter } from './filters.ts'
import { wordsOf } from './query/words/index-words.ts'
import { kilometresBetween } from './distance.ts'
import type { Label, Taxonomy } from './taxonomy.ts'

export type Directory = {
  /**
   * The label of a slug; a readable form of the slug itself while the taxonomy does not know it.
   * `model` distinguishes equal variant slugs.
   */
  labelOf(filter: TermFilter | 'feature', slug: string, model?: string): Label
  /**
   * The words of a slug and its labels, folded. Cached: every listing of a model has the same.
   */
  wordsFor(filter: TermFilter, slug: string, model?: string): readonly string[]
  /**
   * The values of a filter; undefined while the taxonomy does not list it, so that nothing is
   * refused for want of data.
   */
  valuesOf(filter: TermFilter): ReadonlySet<string> | undefined
  makesOf(model: string): readonly string[]
  modelsOf(generation: string): readonly string[]
  citiesOf(area: string): readonly string[]
  /**
   * What the car has as far as its model and variant say: `seats` are several where it is sold with
   * either, and none where nobody knows.
   */
  equipmentOf(car: Car): { readonly seats: readonly number[]; readonly features: readonly string[] }
  /** Cities whose centre lies within reach, nearest first. */
  citiesNear(near: Near): readonly { readonly city: string; readonly km: number }[]
}

type Car = { readonly model: string; readonly variant: string }

/** `registrationCity` may also be this. */
export const UNREGISTERED = 'unregistered'
const UNREGISTERED_LABEL: Label = { en: 'Unregistered', ur: 'غیر رجسٹرڈ' }

export function directoryOf(taxonomy: Taxonomy): Directory {
  const labels = new Map<string, Label>()
  const values = new Map<string, Set<string>>()
  const parents = new Map<string, Set<string>>()
  const seats = new Map<string, readonly number[]>()
  const features = new Map<string, readonly string[]>()
  const put = (filter: string, slug: string, name: Label, parent?: string) => {
    if (!labels.has(`${filter}/${slug}`)) labels.set(`${filter}/${slug}`, name)
    into(values, filter, slug)
    if (parent !== undefined) into(parents, `${filter}/${slug}`, parent)
  }
  for (const make of taxonomy.makes) {
    put('make', make.slug, make.name)
    for (const model of make.models) {
      put('model', model.slug, model.name, make.slug)
      seats.set(model.slug, model.seats ?? [])
      for (const generation of model.generations) {
        put('generation', generation.slug, generation.name, model.slug)
        for (const variant of generation.variants) {
          put('variant', variant.slug, variant.name, generation.slug)
          labels.set(`variant/${model.slug}/${variant.slug}`, variant.name)
          features.set(`${model.slug}/${variant.slug}`, variant.features ?? [])
        }
      }
    }
  }
  for (const city of taxonomy.cities) {
    put('city', city.slug, city.name)
    put('registrationCity', city.slug, city.name)
    for (const area of city.areas) put('area', area.slug, area.name, city.slug)
  }
  if (taxonomy.cities.length > 0) put('registrationCity', UNREGISTERED, UNREGISTERED_LABEL)
  for (const [name, terms] of taxonomy.terms)
    for (const term of terms) put(name, term.slug, term.name)
  const cached = new Map<string, readonly string[]>()
  const labelOf: Directory['labelOf'] = (filter, slug, model) =>
    (filter === 'variant' ? labels.get(`variant/${model}/${slug}`) : undefined) ??
    labels.get(`${filter}/${slug}`) ??
    readable(slug)
  const parentsOf = (key: string) => [...(parents.get(key) ?? [])]
  return {
    labelOf,
    wordsFor(filter, slug, model) {
      const key = `${filter}/${slug}/${filter === 'variant' ? model : ''}`
      const known = cached.get(key)
      if (known) return known
      const { en, ur } = labelOf(filter, slug, model)
      const words = wordsOf([slug.replaceAll('-', ' '), en, ur])
      cached.set(key, words)
      return words
    },
    valuesOf: (filter) => values.get(filter),
    makesOf: (model) => parentsOf(`model/${model}`),
    modelsOf: (generation) => parentsOf(`generation/${generation}`),
    citiesOf: (area) => parentsOf(`area/${area}`),
    equipmentOf: ({ model, variant }) => ({
      seats: seats.get(model) ?? [],
      features: features.get(`${model}/${variant}`) ?? [],
    }),
    citiesNear: (near) =>
      taxonomy.cities
        .map((city) => ({ city: city.slug, km: kilometresBetween(near, city) }))
        .filter(({ km }) => km <= near.km)
        .sort((a, b) => a.km - b.km || (a.city < b.city ? -1 : 1)),
  }
}

function into(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set<string>()
  map.set(key, set.add(value))
}

function readable(slug: string): Label {
  const text = slug.replaceAll('-', ' ').replace(/^./u, (first) => first.toUpperCase())
  return { en: text, ur: text }
}
