// The taxonomy as its messages, whole and part by part: sources stay in the seed files, closed
// lists become lists of terms.
import type { TaxonomyEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type {
  Taxonomy as WireTaxonomy,
  TermList,
} from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'
import { ENUM_NAMES, type Taxonomy } from '../domain/taxonomy.ts'

export function wireTaxonomy(taxonomy: Taxonomy): WireTaxonomy {
  const makes = taxonomy.makes.map(({ slug, name, nicknames, models }) => ({
    slug,
    name,
    nicknames,
    models: models.map((model) => ({
      slug: model.slug,
      name: model.name,
      nicknames: model.nicknames,
      body: model.body,
      seats: equipmentOf(taxonomy, model.slug).flatMap(({ seats = [] }) => seats),
      generations: model.generations.map((generation) => ({
        slug: generation.slug,
        name: generation.name,
        nicknames: generation.nicknames,
        yearFrom: generation.yearFrom,
        yearTo: generation.yearTo,
        assembly: generation.assembly,
        variants: generation.variants.map(
          ({ slug: variant, name: words, engineCc, fuel, transmission, yearFrom, yearTo }) => ({
            slug: variant,
            name: words,
            engineCc,
            fuel,
            transmission,
            yearFrom,
            yearTo,
            features: equipmentOf(taxonomy, model.slug, variant).flatMap(
              ({ features = [] }) => features,
            ),
          }),
        ),
      })),
    })),
  }))
  const cities = taxonomy.cities.map(
    ({ slug, name, nicknames, province, lat, lon, areas = [] }) => ({
      slug,
      name,
      nicknames,
      province,
      lat,
      lon,
      areas: areas.map((area) => ({
        slug: area.slug,
        name: area.name,
        nicknames: area.nicknames,
        hex: '',
      })),
    }),
  )
  return { version: taxonomy.version, makes, cities, enums: termLists(taxonomy) }
}

const equipmentOf = ({ equipment }: Taxonomy, model: string, variant?: string) =>
  equipment.filter((row) => row.model === model && row.variant === variant)

/** One event for each part, all at the taxonomy's version. */
export function taxonomyEvents(taxonomy: Taxonomy): TaxonomyEvent[] {
  const { version, makes, cities, enums } = wireTaxonomy(taxonomy)
  const parts: NonNullable<TaxonomyEvent['part']>[] = [
    ...makes.map((make) => ({ $case: 'make' as const, value: make })),
    { $case: 'cities', value: { cities } },
    ...enums.map((terms) => ({ $case: 'terms' as const, value: terms })),
  ]
  return parts.map((part) => ({ version, part }))
}

function termLists(taxonomy: Taxonomy): TermList[] {
  const rows = (
    name: string,
    list: readonly {
      slug: string
      name: { en: string; ur: string }
      nicknames: string[]
      hex?: string
    }[],
  ): TermList => ({
    name,
    terms: list.map((row) => ({
      slug: row.slug,
      name: row.name,
      nicknames: row.nicknames,
      hex: row.hex ?? '',
    })),
  })
  const closed = ENUM_NAMES.map((name) =>
    rows(
      name,
      taxonomy.enums[name].map((value) => ({ ...value, name: value.label })),
    ),
  )
  return [
    ...closed,
    rows('colour', taxonomy.colours),
    rows('feature', taxonomy.features),
    rows('province', taxonomy.provinces),
  ]
}
