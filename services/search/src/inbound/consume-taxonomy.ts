// catalogue.taxonomy.v1 → parts to keep.
import type { InboundEvent } from '@pk-auto/kafka/event'
import { TaxonomyEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type {
  City as WireCity,
  Make as WireMake,
} from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'
import type { City, Label, Make, Named, TaxonomyFact, TaxonomyPart } from '../domain/taxonomy.ts'

export const TAXONOMY_TOPIC = 'catalogue.taxonomy.v1'

/** An erased part at a version nothing can follow. */
const ERASED = 2_147_483_647

type Decoded = { readonly version: number; readonly part: TaxonomyPart }

/** Undefined for another message type and for a kind of part this build does not know. */
export function decodeTaxonomy(bytes: Uint8Array, type: string): Decoded | undefined {
  if (type !== 'pkauto.catalogue.v1.TaxonomyEvent') return undefined
  const { version, part } = TaxonomyEvent.decode(bytes)
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

/** At most one event per part: the subscription keeps the newest. */
export const consumeTaxonomy =
  (store: (facts: readonly TaxonomyFact[]) => Promise<void>) =>
  (events: readonly InboundEvent<Decoded>[]) =>
    store(
      events.map(({ key, value }): TaxonomyFact =>
        value ? { key, ...value } : { key, version: ERASED },
      ),
    )

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
    generations: model.generations.map((generation) => ({
      ...namedOf(generation),
      variants: generation.variants.map(({ slug, name }) => ({
        slug,
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
