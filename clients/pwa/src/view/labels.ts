// The names of slugs in the visitor's language, from the taxonomy; a slug without a name is shown
// readable rather than not at all.
import { labelIn, type Locale } from '@pk-auto/ui/locale'
import type { Taxonomy, Term } from '@pk-auto/client-api/pwa.gen'

const readable = (slug: string): string =>
  slug.replace(/-/g, ' ').replace(/\b\w/g, (letter) => letter.toUpperCase())

/** The terms of a closed list: `fuel`, `colour`, `feature` …; empty when the list is unknown. */
export const termsOf = (taxonomy: Taxonomy | undefined, list: string): readonly Term[] =>
  taxonomy?.enums[list] ?? []

const find = (terms: readonly Term[] | undefined, slug: string): Term | undefined =>
  terms?.find((term) => term.slug === slug)

const termOf = (
  taxonomy: Taxonomy | undefined,
  kind: string,
  slug: string,
  within: { make?: string | undefined },
): Term | undefined => {
  const makes = taxonomy?.makes ?? []
  // The asked make first: an address may name a model beside a make that has none such.
  const models = makes
    .toSorted((a, b) => Number(b.slug === within.make) - Number(a.slug === within.make))
    .flatMap((make) => make.models)
  switch (kind) {
    case 'make':
      return find(makes, slug)
    case 'model':
      return find(models, slug)
    case 'generation':
      return find(
        models.flatMap((model) => model.generations),
        slug,
      )
    case 'variant':
      return find(
        models.flatMap((model) => model.generations).flatMap((generation) => generation.variants),
        slug,
      )
    case 'city':
    case 'registrationCity':
      return find(taxonomy?.cities, slug)
    case 'area':
      return find(
        taxonomy?.cities.flatMap((city) => city.areas ?? []),
        slug,
      )
    default:
      return find(termsOf(taxonomy, kind), slug)
  }
}

/** Slugs of the makes of a model, the models of a generation, the cities of an area. */
export type Wider = (kind: string, slug: string) => readonly string[]

export const widerOf =
  (taxonomy: Taxonomy | undefined): Wider =>
  (kind, slug) => {
    const makes = taxonomy?.makes ?? []
    const holds = (terms: readonly Term[] = []) => terms.some((term) => term.slug === slug)
    const wider =
      kind === 'model'
        ? makes.filter(({ models }) => holds(models))
        : kind === 'generation'
          ? makes.flatMap(({ models }) => models).filter(({ generations }) => holds(generations))
          : kind === 'area'
            ? (taxonomy?.cities ?? []).filter(({ areas }) => holds(areas))
            : []
    return wider.map((term) => term.slug)
  }

export type Names = (kind: string, slug: string, make?: string) => string

/**
 * Looks names up by kind (`make`, `city`, `fuel` …) and slug; a model is best asked with its make.
 */
export const namesOf =
  (taxonomy: Taxonomy | undefined, locale: Locale): Names =>
  (kind, slug, make) => {
    const term = termOf(taxonomy, kind, slug, { make })
    if (term) return labelIn(locale, term.name)
    if (slug === 'unregistered') return locale === 'ur' ? 'غیر رجسٹرڈ' : 'Unregistered'
    return readable(slug)
  }
