// What is wrong with a taxonomy, in sentences: the gate every new version of the data passes before
// it is published. Pure.
import type {
  EnumValue,
  Equipment,
  Generation,
  Model,
  Taxonomy,
  Variant,
  Words,
} from './taxonomy.ts'

type Report = (problem: string) => void
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
  const report: Report = (problem) => void problems.push(problem)
  if (!Number.isInteger(taxonomy.version) || taxonomy.version < 1)
    report(`version ${taxonomy.version} is not a whole number above 0`)
  const models = taxonomy.makes.flatMap((make) => make.models)
  const generations = models.flatMap((model) => model.generations)
  checkRows('make', taxonomy.makes, report)
  // Models and generations are searched by name without their make, so their names must lead to one
  // row only.
  checkRows('model', models, report)
  checkRows('generation', generations, report)
  for (const model of models) checkModel(model, taxonomy, report)
  checkRows('province', taxonomy.provinces, report)
  checkRows('city', taxonomy.cities, report)
  const provinces = new Set(taxonomy.provinces.map((province) => province.slug))
  for (const city of taxonomy.cities) {
    if (!provinces.has(city.province))
      report(`city ${city.slug} stands in unknown province ${city.province}`)
    if (!(Math.abs(city.lat) <= 90 && Math.abs(city.lon) <= 180))
      report(`city ${city.slug} has no place on the globe: ${city.lat}, ${city.lon}`)
    checkRows(`area of ${city.slug}`, city.areas ?? [], report)
  }
  checkRows('colour', taxonomy.colours, report)
  for (const colour of taxonomy.colours)
    if (!/^#[0-9a-f]{6}$/.test(colour.hex))
      report(`colour ${colour.slug} has no hex like #1f4e9c: ${colour.hex}`)
  checkRows('feature', taxonomy.features, report)
  for (const row of taxonomy.equipment) checkEquipment(row, taxonomy, report)
  for (const [name, values] of Object.entries(taxonomy.enums))
    checkRows(`${name} value`, values, report)
  return problems
}

/**
 * Slugs well-formed and unique, both languages and a source there, and no spelling that leads to
 * two rows of this kind.
 */
function checkRows(kind: string, rows: readonly Named[], report: Report): void {
  const slugs = new Set<string>()
  const claims = new Map<string, string>()
  for (const row of rows) {
    const words = row.name ?? row.label
    if (!SLUG.test(row.slug)) report(`${kind} ${row.slug} is not a lower-case slug`)
    if (slugs.has(row.slug)) report(`${kind} ${row.slug} stands twice`)
    slugs.add(row.slug)
    if (!row.source?.trim()) report(`${kind} ${row.slug} has no source`)
    if (!words?.en?.trim()) report(`${kind} ${row.slug} has no English name`)
    if (!URDU.test(words?.ur ?? '')) report(`${kind} ${row.slug} has no Urdu name`)
    for (const spelling of new Set(
      [
        row.slug.replaceAll('-', ' '),
        words?.en ?? '',
        words?.ur ?? '',
        ...(row.nicknames ?? []),
      ].map(foldSpelling),
    )) {
      const owner = claims.get(spelling)
      if (spelling === '') report(`${kind} ${row.slug} has an empty spelling`)
      else if (owner !== undefined && owner !== row.slug)
        report(`${kind} spelling "${spelling}" is claimed by ${owner} and ${row.slug}`)
      claims.set(spelling, row.slug)
    }
  }
}

function checkModel(model: Model, taxonomy: Taxonomy, report: Report): void {
  inEnum(taxonomy.enums.body, model.body, `model ${model.slug} has unknown body`, report)
  if (model.generations.length === 0) report(`model ${model.slug} has no generation`)
  // Variants are not searched by name across models, and trims repeat between generations: only
  // their slugs must be unique.
  const slugs = new Set<string>()
  for (const generation of model.generations) {
    checkYears(`generation ${generation.slug}`, generation, report)
    inEnum(
      taxonomy.enums.assembly,
      generation.assembly,
      `generation ${generation.slug} has unknown assembly`,
      report,
    )
    if (!generation.slug.startsWith(`${model.slug}-`))
      report(`generation ${generation.slug} does not begin with its model ${model.slug}`)
    for (const variant of generation.variants) {
      const label = `variant ${model.slug}/${variant.slug}`
      if (slugs.has(variant.slug)) report(`${label} stands twice in its model`)
      slugs.add(variant.slug)
      checkVariant(label, variant, generation, taxonomy, report)
    }
  }
}

const MOST_SEATS = 20

function checkEquipment(row: Equipment, taxonomy: Taxonomy, report: Report): void {
  const { model: slug, variant, seats = [], features = [], source } = row
  const label = `equipment of ${slug}${variant === undefined ? '' : `/${variant}`}`
  const models = taxonomy.makes.flatMap((make) => make.models)
  const model = models.find((one) => one.slug === slug)
  const variants = model?.generations.flatMap((generation) => generation.variants) ?? []
  if (!model) report(`${label} is of an unknown model`)
  if (variant !== undefined && !variants.some((one) => one.slug === variant))
    report(`${label} is of an unknown variant`)
  if (!source?.trim()) report(`${label} has no source`)
  if (seats.length + features.length === 0) report(`${label} says nothing`)
  for (const count of seats)
    if (!Number.isInteger(count) || count < 1 || count > MOST_SEATS)
      report(`${label} has impossible seats ${count}`)
  for (const feature of features)
    if (!taxonomy.features.some((one) => one.slug === feature))
      report(`${label} has unknown feature ${feature}`)
}

function checkVariant(
  label: string,
  variant: Variant,
  generation: Generation,
  taxonomy: Taxonomy,
  report: Report,
): void {
  if (!SLUG.test(variant.slug)) report(`${label} is not a lower-case slug`)
  if (!variant.source?.trim()) report(`${label} has no source`)
  if (!variant.name?.en?.trim()) report(`${label} has no English name`)
  if (!URDU.test(variant.name?.ur ?? '')) report(`${label} has no Urdu name`)
  inEnum(taxonomy.enums.fuel, variant.fuel, `${label} has unknown fuel`, report)
  inEnum(
    taxonomy.enums.transmission,
    variant.transmission,
    `${label} has unknown transmission`,
    report,
  )
  if (
    !Number.isInteger(variant.engineCc) ||
    variant.engineCc < 0 ||
    (variant.engineCc === 0) !== (variant.fuel === 'ev')
  ) {
    report(`${label} has ${variant.engineCc} cc with fuel ${variant.fuel}`)
  }
  const from = variant.yearFrom ?? generation.yearFrom
  const to = variant.yearTo ?? generation.yearTo
  checkYears(label, { yearFrom: from, ...(to !== undefined && { yearTo: to }) }, report)
  if (
    from < generation.yearFrom ||
    (generation.yearTo !== undefined && Math.max(from, to ?? from) > generation.yearTo)
  ) {
    report(`${label} has years ${from}–${to ?? ''} outside its generation ${generation.slug}`)
  }
}

function checkYears(
  label: string,
  years: { yearFrom: number; yearTo?: number },
  report: Report,
): void {
  for (const year of [years.yearFrom, years.yearTo ?? years.yearFrom]) {
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
      report(`${label} has an impossible year ${year}`)
  }
  if (years.yearTo !== undefined && years.yearTo < years.yearFrom)
    report(`${label} ends in ${years.yearTo} before it begins in ${years.yearFrom}`)
}

function inEnum(
  values: readonly EnumValue[] | undefined,
  value: string,
  problem: string,
  report: Report,
): void {
  if (!values?.some((row) => row.slug === value)) report(`${problem} ${value}`)
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
