// Shapes the taxonomy for the HTTP surface, and names a seller's own car with it.
import type { ListingFacts } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { Taxonomy } from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'

type Words = { en: string; ur: string }
const words = (label: Words | undefined, slug: string): Words => label ?? { en: slug, ur: slug }

export function presentTaxonomy({ version, makes, cities, enums }: Taxonomy) {
  return {
    version,
    makes: makes.map((make) => ({
      slug: make.slug,
      name: words(make.name, make.slug),
      models: make.models.map((model) => ({
        slug: model.slug,
        name: words(model.name, model.slug),
        body: model.body,
        generations: model.generations.map(
          ({ slug, name, yearFrom, yearTo, assembly, variants }) => ({
            ...{
              slug,
              name: words(name, slug),
              yearFrom,
              ...(yearTo !== undefined && { yearTo }),
              assembly,
            },
            variants: variants.map((variant) => ({
              slug: variant.slug,
              name: words(variant.name, variant.slug),
              engineCc: variant.engineCc,
              fuel: variant.fuel,
              transmission: variant.transmission,
              ...(variant.yearFrom !== undefined && { yearFrom: variant.yearFrom }),
              ...(variant.yearTo !== undefined && { yearTo: variant.yearTo }),
            })),
          }),
        ),
      })),
    })),
    cities: cities.map(({ slug, name, province, areas }) => ({
      ...{ slug, name: words(name, slug), province },
      areas: areas.map((area) => ({ slug: area.slug, name: words(area.name, area.slug) })),
    })),
    enums: Object.fromEntries(
      enums.map(({ name, terms }) => [
        name,
        terms.map(({ slug, name: label, hex }) => ({
          slug,
          name: words(label, slug),
          ...(hex !== '' && { hex }),
        })),
      ]),
    ),
  }
}

/**
 * `Toyota Corolla GLi 2016` in both languages; slugs stand in for what the taxonomy does not know.
 */
export function titleOf(taxonomy: Taxonomy, facts: ListingFacts | undefined): Words {
  if (!facts) return { en: '', ur: '' }
  const make = taxonomy.makes.find((row) => row.slug === facts.make)
  const model = make?.models.find((row) => row.slug === facts.model)
  const variant = model?.generations
    .flatMap((row) => row.variants)
    .find((row) => row.slug === facts.variant)
  const parts = [
    words(make?.name, facts.make),
    words(model?.name, facts.model),
    ...(variant ? [words(variant.name, variant.slug)] : []),
  ]
  return {
    en: [...parts.map((part) => part.en), facts.year].join(' '),
    ur: [...parts.map((part) => part.ur), facts.year].join(' '),
  }
}
