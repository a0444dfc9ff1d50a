// The taxonomy's parts as search knows them.
import type { TaxonomyEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type {
  City as WireCity,
  Make as WireMake,
} from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'
import type { City, Label, Make, Named, TaxonomyFact, TaxonomyPart } from '../domain/taxonomy.ts'

/** An erased part is gone at a version nothing can follow. */
const ERASED = 2_147_483_647

export type PartAtVersion = { readonly version: number; readonly part: TaxonomyPart }

/** Undefined for a kind of part this build does not know. */
export function partAtVersion({ version, part }: TaxonomyEvent): PartAtVersion | undefined {
  if (part?.$case === 'make') return { version, part: { kind: 'make', make: makeOf(part.value) } }
  if (part?.$case === 'cities')
    return { version, part: { kind: 'cities', cities: part.value.cities.map(cityOf) } }
  if (part?.$case === 'terms')
    return {
      version,
      part: { kind: 'terms', name: part.value.name, terms: part.value.terms.map(namedOf) },
    }
  return undefined
}

export const erasedPart = (key: string): TaxonomyFact => ({ key, version: ERASED })

type WireNamed = {
  readonly slug: string
  readonly name: Label | undefined
  readonly nicknames: readonly string[]
}

const labelOf = ({ slug, name }: Pick<WireNamed, 'slug' | 'name'>): Label =>
  name ?? { en: slug, ur: slug }
const namedOf = ({ slug, name, nicknames }: WireNamed): Named => ({
  slug,
  name: labelOf({ slug, name }),
  nicknames,
})
const makeOf = (make: WireMake): Make => ({
  ...namedOf(make),
  models: make.models.map((model) => ({
    ...namedOf(model),
    seats: model.seats,
    generations: model.generations.map((generation) => ({
      ...namedOf(generation),
      variants: generation.variants.map(({ slug, name, features }) => ({
        slug,
        features,
        name: labelOf({ slug, name }),
      })),
    })),
  })),
})
const cityOf = (city: WireCity): City => ({
  ...namedOf(city),
  lat: city.lat,
  lon: city.lon,
  areas: city.areas.map(namedOf),
})
