// Reads the taxonomy's seed files, once, at start.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Taxonomy } from '../domain/taxonomy.ts'
import { checkTaxonomy } from '../domain/taxonomy-check.ts'

const FOLDER = new URL('../../taxonomy/', import.meta.url)

const read = (path: string): unknown => parse(readFileSync(new URL(path, FOLDER), 'utf8'))

/** The list a file holds under its own name. */
const list = (name: string): unknown => (read(`${name}.yaml`) as Record<string, unknown>)[name]

/** @throws Error listing what is wrong in the files */
export function readTaxonomy(): Taxonomy {
  const { version } = read('version.yaml') as { version: number }
  const makes = readdirSync(new URL('makes/', FOLDER))
    .sort()
    .map((file) => read(`makes/${file}`))
  const lists = {
    provinces: list('provinces'),
    cities: list('cities'),
    colours: list('colours'),
    features: list('features'),
    equipment: list('equipment'),
  }
  const taxonomy = { version, makes, ...lists, enums: read('enums.yaml') } as Taxonomy
  const problems = checkTaxonomy(taxonomy)
  if (problems.length > 0) throw new Error(`the taxonomy has mistakes:\n${problems.join('\n')}`)
  return taxonomy
}
