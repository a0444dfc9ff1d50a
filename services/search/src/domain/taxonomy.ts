// The taxonomy as search stores it: parts of the owner's topic, joined. Pure.
export type Label = { readonly en: string; readonly ur: string }

export type Named = {
  readonly slug: string
  readonly name: Label
  readonly nicknames: readonly string[]
}
export type Variant = {
  readonly slug: string
  readonly name: Label
  /** Slugs of what every car of it has. */
  readonly features?: readonly string[]
}
export type Generation = Named & { readonly variants: readonly Variant[] }
/** Without `seats` where nobody has looked them up. */
export type Model = Named & {
  readonly generations: readonly Generation[]
  readonly seats?: readonly number[]
}
export type Make = Named & { readonly models: readonly Model[] }
/** `lat` and `lon` in degrees: the city's centre. */
export type City = Named & {
  readonly lat: number
  readonly lon: number
  readonly areas: readonly Named[]
}

/** One keyed part of the topic: `make/toyota`, `cities`, `enum/fuel`. */
export type TaxonomyPart =
  | { readonly kind: 'make'; readonly make: Make }
  | { readonly kind: 'cities'; readonly cities: readonly City[] }
  | { readonly kind: 'terms'; readonly name: string; readonly terms: readonly Named[] }

/** What has happened to a part; `part` is absent when the key was erased. */
export type TaxonomyFact = {
  readonly key: string
  readonly version: number
  readonly part?: TaxonomyPart
}

export type Taxonomy = {
  readonly makes: readonly Make[]
  readonly cities: readonly City[]
  /** Closed lists by name: fuel, transmission, body, colour … */
  readonly terms: ReadonlyMap<string, readonly Named[]>
}

export const EMPTY_TAXONOMY: Taxonomy = { makes: [], cities: [], terms: new Map() }

export function joinParts(parts: readonly TaxonomyPart[]): Taxonomy {
  return {
    makes: parts.flatMap((part) => (part.kind === 'make' ? [part.make] : [])),
    cities: parts.flatMap((part) => (part.kind === 'cities' ? part.cities : [])),
    terms: new Map(
      parts.flatMap((part) => (part.kind === 'terms' ? [[part.name, part.terms] as const] : [])),
    ),
  }
}
