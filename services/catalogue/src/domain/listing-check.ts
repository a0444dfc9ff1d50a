// Which facts of an ad cannot be true.
import { errors, type FieldProblem } from './errors.ts'
import { isId } from '@pk-auto/kernel/id'
import { checkChassis } from './vehicle/chassis.ts'
import type { ListingBounds, ListingFacts } from './listing-facts.ts'
import { textProblems } from './listing-text.ts'
import { modelProblems, newnessProblems } from './model-fit.ts'
import { findCity, findPlace, possibleYears, type Taxonomy } from './taxonomy.ts'

/** Years next to a generation's own still pass: people go by import, registration or model year. */
const YEAR_SLACK = 1
const OWN_LISTS = ['fuel', 'transmission', 'assembly', 'body', 'condition'] as const

const notAVehicle: FieldProblem = {
  path: 'vehicleId',
  code: 'VEHICLE_UNKNOWN',
  message: 'this is not the id of a vehicle',
}

/** Every field that is wrong, none when all can be true. `now` decides the latest model year. */
export function factProblems(
  facts: ListingFacts,
  taxonomy: Taxonomy,
  bounds: ListingBounds,
  now: Date,
): FieldProblem[] {
  return [
    ...placeProblems(facts, taxonomy, bounds, now),
    ...numberProblems(facts, bounds),
    ...newnessProblems(facts, bounds, now),
    ...wordProblems(facts, taxonomy),
    ...textProblems(facts, bounds),
    ...checkChassis(facts),
    ...photoProblems(facts, bounds),
    ...(facts.vehicleId === undefined || isId(facts.vehicleId) ? [] : [notAVehicle]),
  ]
}

/** @throws INVALID_LISTING (invalid) naming every wrong field */
export function mustBePossible(
  facts: ListingFacts,
  taxonomy: Taxonomy,
  bounds: ListingBounds,
  now: Date,
): void {
  const fields = factProblems(facts, taxonomy, bounds, now)
  if (fields.length > 0) throw errors.INVALID_LISTING({}, { fields })
}

const unknown = (path: string, value: string): FieldProblem => ({
  path,
  code: 'UNKNOWN_VALUE',
  message: `${value.slice(0, 60)} is not a known ${path}`,
})

function placeProblems(
  facts: ListingFacts,
  taxonomy: Taxonomy,
  bounds: ListingBounds,
  now: Date,
): FieldProblem[] {
  const latest = now.getUTCFullYear() + 1
  const impossible = (why: string): FieldProblem => ({
    path: 'year',
    code: 'YEAR_IMPOSSIBLE',
    message: why,
  })
  if (!Number.isInteger(facts.year) || facts.year < bounds.earliestYear || facts.year > latest)
    return [impossible(`year must be from ${bounds.earliestYear} to ${latest}`)]
  const place = findPlace(taxonomy, facts)
  if ('unknown' in place) return [unknown(place.unknown, facts[place.unknown] ?? '')]
  const fit = modelProblems(facts, place.model, bounds)
  const years = possibleYears(place, latest)
  if (years.length === 0 || years.some((year) => Math.abs(year - facts.year) <= YEAR_SLACK))
    return fit
  return [
    impossible(`a ${place.model.name.en} like this was sold from ${years[0]} to ${years.at(-1)}`),
    ...fit,
  ]
}

function numberProblems(facts: ListingFacts, bounds: ListingBounds): FieldProblem[] {
  const problems: FieldProblem[] = []
  const rupees = facts.price.minor / 100n
  if (facts.price.currency !== 'PKR')
    problems.push({
      path: 'price.currency',
      code: 'CURRENCY_FOREIGN',
      message: 'prices in this market are in PKR',
    })
  else if (rupees < BigInt(bounds.minPrice))
    problems.push({
      path: 'price',
      code: 'PRICE_TOO_LOW',
      message: `a price is at least ${bounds.minPrice} rupees; write the whole amount, not lacs`,
    })
  else if (rupees > BigInt(bounds.maxPrice))
    problems.push({
      path: 'price',
      code: 'PRICE_TOO_HIGH',
      message: `a price is at most ${bounds.maxPrice} rupees`,
    })
  if (facts.price.minor % 100n !== 0n)
    problems.push({
      path: 'price.minor',
      code: 'PRICE_FRACTION',
      message: 'the price of a car is in whole rupees',
    })
  if (!Number.isInteger(facts.km) || facts.km < 0 || facts.km > bounds.maxKm)
    problems.push({
      path: 'km',
      code: 'KM_IMPOSSIBLE',
      message: `km must be from 0 to ${bounds.maxKm}`,
    })
  const electric = facts.fuel === 'ev'
  if (
    !Number.isInteger(facts.engineCc) ||
    facts.engineCc < 0 ||
    facts.engineCc > 9_000 ||
    (facts.engineCc === 0) !== electric
  )
    problems.push({
      path: 'engineCc',
      code: 'ENGINE_IMPOSSIBLE',
      message: electric ? 'an electric car has 0 cc' : 'engineCc must be from 1 to 9000',
    })
  return problems
}

function wordProblems(facts: ListingFacts, taxonomy: Taxonomy): FieldProblem[] {
  const problems = OWN_LISTS.filter(
    (name) => !taxonomy.enums[name].some((value) => value.slug === facts[name]),
  ).map((name) => unknown(name, facts[name]))
  if (!taxonomy.colours.some((colour) => colour.slug === facts.colour))
    problems.push(unknown('colour', facts.colour))
  if (!findCity(taxonomy, { city: facts.city })) problems.push(unknown('city', facts.city))
  else if (facts.area !== undefined && !findCity(taxonomy, { city: facts.city, area: facts.area }))
    problems.push(unknown('area', facts.area))
  if (
    facts.registrationCity !== 'unregistered' &&
    !findCity(taxonomy, { city: facts.registrationCity })
  )
    problems.push(unknown('registrationCity', facts.registrationCity))
  facts.features.forEach((slug, i) => {
    if (!taxonomy.features.some((feature) => feature.slug === slug))
      problems.push({ ...unknown('feature', slug), path: `features.${i}` })
  })
  if (facts.channels.length === 0)
    problems.push({ path: 'channels', code: 'REQUIRED', message: 'name at least one channel' })
  facts.channels.forEach((slug, i) => {
    if (!taxonomy.enums.channels.some((value) => value.slug === slug))
      problems.push({ ...unknown('channel', slug), path: `channels.${i}` })
  })
  return problems
}

function photoProblems(facts: ListingFacts, bounds: ListingBounds): FieldProblem[] {
  if (facts.photos.length > bounds.maxPhotos)
    return [
      {
        path: 'photos',
        code: 'PHOTOS_TOO_MANY',
        message: `a listing has at most ${bounds.maxPhotos} photos`,
      },
    ]
  if (new Set(facts.photos).size < facts.photos.length)
    return [
      {
        path: 'photos',
        code: 'PHOTO_REPEATED',
        message: 'each photo can be used only once; remove the repeated one',
      },
    ]
  return facts.photos.flatMap((id, i) =>
    isId(id)
      ? []
      : [{ path: `photos.${i}`, code: 'PHOTO_UNKNOWN', message: 'this is not the id of a photo' }],
  )
}
