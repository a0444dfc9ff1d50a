// What is wrong with a taxonomy, in sentences: the gate every new version of the data passes before
// it is published. Pure.
import type { EnumValue, Generation, Model, Taxonomy, Variant, Words } from './taxonomy.ts'

type Say = (problem: string) => void
type Named = { slug: string; source: string; name?: Words; label?: Words; nicknames?: string[] }

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
// Enum names are camelCase words of the API (sellerType); their values are slugs like all others.
const URDU = /^(?=.*[\u0600-\u06ff])[\u0600-\u06ff\u200c0-9A-Za-z().,:+\-– ]+$/u
const FIRST_YEAR = 1950
const LAST_YEAR = 2100

/**
 * Every problem of the data, one sentence each; empty = may be published. Order follows the data.
 */
export function checkTaxonomy(taxonomy: Taxonomy): string[] {
  const problems: string[] = []
  const say: Say = (problem) => void problems.push(problem)
  if (!Number.isInteger(taxonomy.version) || taxonomy.version < 1)
    say(`version ${taxonomy.version} is not a whole number above 0`)
  const models = taxonomy.makes.flatMap((make) => make.models)
  const generations = models.flatMap((model) => model.generations)
  checkRows('make', taxonomy.makes, say)
  // Models and generations are searched by name without their make, so their names must lead to one
  // row only.
  checkRows('model', models, say)
  checkRows('generation', generations, say)
  for (const model of models) checkModel(model, taxonomy, say)
  checkRows('province', taxonomy.provinces, say)
  checkRows('city', taxonomy.cities, say)
  const provinces = new Set(taxonomy.provinces.map((province) => province.slug))
  for (const city of taxonomy.cities) {
    if (!provinces.has(city.province))
      say(`city ${city.slug} stands in unknown province ${city.province}`)
    if (!(Math.abs(city.lat) <= 90 && Math.abs(city.lon) <= 180))
      say(`city ${city.slug} has no place on the globe: ${city.lat}, ${city.lon}`)
    checkRows(`area of ${city.slug}`, city.areas ?? [], say)
  }
  checkRows('colour', taxonomy.colours, say)
  for (const colour of taxonomy.colours)
    if (!/^#[0-9a-f]{6}$/.test(colour.hex))
      say(`colour ${colour.slug} has no hex like #1f4e9c: ${colour.hex}`)
  checkRows('feature', taxonomy.features, say)
  for (const [name, values] of Object.entries(taxonomy.enums))
    checkRows(`${name} value`, values, say)
  return problems
}

/**
 * Slugs well-formed and unique, both languages and a source there, and no spelling that leads to
 * two rows of this kind.
 */
function checkRows(kind: string, rows: readonly Named[], say: Say): void {
  const slugs = new Set<string>()
  const claims = new Map<string, string>()
  for (const row of rows) {
    const words = row.name ?? row.label
    if (!SLUG.test(row.slug)) say(`${kind} ${row.slug} is not a lower-case slug`)
    if (slugs.has(row.slug)) say(`${kind} ${row.slug} stands twice`)
    slugs.add(row.slug)
    if (!row.source?.trim()) say(`${kind} ${row.slug} has no source`)
    if (!words?.en?.trim()) say(`${kind} ${row.slug} has no English name`)
    if (!URDU.test(words?.ur ?? '')) say(`${kind} ${row.slug} has no Urdu name`)
    for (const spelling of new Set(
      [
        row.slug.replaceAll('-', ' '),
        words?.en ?? '',
        words?.ur ?? '',
        ...(row.nicknames ?? []),
      ].map(foldSpelling),
    )) {
      const owner = claims.get(spelling)
      if (spelling === '') say(`${kind} ${row.slug} has an empty spelling`)
      else if (owner !== undefined && owner !== row.slug)
        say(`${kind} spelling "${spelling}" is claimed by ${owner} and ${row.slug}`)
      claims.set(spelling, row.slug)
    }
  }
}

function checkModel(model: Model, taxonomy: Taxonomy, say: Say): void {
  inEnum(taxonomy.enums.body, model.body, `model ${model.slug} has unknown body`, say)
  if (model.generations.length === 0) say(`model ${model.slug} has no generation`)
  // Variants are not searched by name across models, and trims repeat between generations: only
  // their slugs must be unique.
  const slugs = new Set<string>()
  for (const generation of model.generations) {
    checkYears(`generation ${generation.slug}`, generation, say)
    inEnum(
      taxonomy.enums.assembly,
      generation.assembly,
      `generation ${generation.slug} has unknown assembly`,
      say,
    )
    if (!generation.slug.startsWith(`${model.slug}-`))
      say(`generation ${generation.slug} does not begin with its model ${model.slug}`)
    for (const variant of generation.variants) {
      const label = `variant ${model.slug}/${variant.slug}`
      if (slugs.has(variant.slug)) say(`${label} stands twice in its model`)
      slugs.add(variant.slug)
      checkVariant(label, variant, generation, taxonomy, say)
    }
  }
}

function checkVariant(
  label: string,
  variant: Variant,
  generation: Generation,
  taxonomy: Taxonomy,
  say: Say,
): void {
  if (!SLUG.test(variant.slug)) say(`${label} is not a lower-case slug`)
  if (!variant.source?.trim()) say(`${label} has no source`)
  if (!variant.name?.en?.trim()) say(`${label} has no English name`)
  if (!URDU.test(variant.name?.ur ?? '')) say(`${label} has no Urdu name`)
  inEnum(taxonomy.enums.fuel, variant.fuel, `${label} has unknown fuel`, say)
  inEnum(
    taxonomy.enums.transmission,
    variant.transmission,
    `${label} has unknown transmission`,
    say,
  )
  if (
    !Number.isInteger(variant.engineCc) ||
    variant.engineCc < 0 ||
    (variant.engineCc === 0) !== (variant.fuel === 'ev')
  ) {
    say(`${label} has ${variant.engineCc} cc with fuel ${variant.fuel}`)
  }
  const from = variant.yearFrom ?? generation.yearFrom
  const to = variant.yearTo ?? generation.yearTo
  checkYears(label, { yearFrom: from, ...(to !== undefined && { yearTo: to }) }, say)
  if (
    from < generation.yearFrom ||
    (generation.yearTo !== undefined && Math.max(from, to ?? from) > generation.yearTo)
  ) {
    say(`${label} has years ${from}–${to ?? ''} outside its generation ${generation.slug}`)
  }
}

function checkYears(label: string, years: { yearFrom: number; yearTo?: number }, say: Say): void {
  for (const year of [years.yearFrom, years.yearTo ?? years.yearFrom]) {
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
      say(`${label} has an impossible year ${year}`)
  }
  if (years.yearTo !== undefined && years.yearTo < years.yearFrom)
    say(`${label} ends in ${years.yearTo} before it begins in ${years.yearFrom}`)
}

function inEnum(
  values: readonly EnumValue[] | undefined,
  value: string,
  problem: string,
  say: Say,
): void {
  if (!values?.some((row) => row.slug === value)) say(`${problem} ${value}`)
}

/**
 * The form in which two spellings count as the same: case, spaces, punctuation and the Arabic twins
 * of Urdu letters do not matter.
 */
function foldSpelling(spelling: string): string {
  return spelling
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replaceAll(/[\s\-_.]+/g, ' ')
    .trim()
}
