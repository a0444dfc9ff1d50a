// The taxonomy of the market as catalogue publishes it, read from its data files: what people's
// spellings must be understood with.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { City, Make, Named, Taxonomy } from '../../src/domain/taxonomy.ts'

const FILES = new URL('../../../catalogue/taxonomy/', import.meta.url)
const read = <T>(path: string): T => parse(readFileSync(new URL(path, FILES), 'utf8')) as T

type Unlisted = { areas?: readonly Named[] }
type Enums = Readonly<Record<string, readonly (Named & { label: Named['name'] })[]>>

/** Throws when a file is missing; catalogue's own tests check what is in them. */
export function readTaxonomyFiles(): Taxonomy {
  const makes = readdirSync(new URL('makes/', FILES)).map((file) => read<Make>(`makes/${file}`))
  const { cities } = read<{ cities: readonly (Omit<City, 'areas'> & Unlisted)[] }>('cities.yaml')
  const { colours } = read<{ colours: readonly Named[] }>('colours.yaml')
  const { features } = read<{ features: readonly Named[] }>('features.yaml')
  const enums = Object.entries(read<Enums>('enums.yaml')).map(
    ([name, values]) => [name, values.map((value) => ({ ...value, name: value.label }))] as const,
  )
  return {
    makes,
    cities: cities.map((city) => ({ ...city, areas: city.areas ?? [] })),
    terms: new Map([...enums, ['colour', colours], ['feature', features]]),
  }
}
