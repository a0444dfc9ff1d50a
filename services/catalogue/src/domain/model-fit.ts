// Whether engine, fuel and body are of the model an ad names, by what the taxonomy knows of it, and
// whether a new car can be new.
import type { FieldProblem } from './errors.ts'
import type { ListingBounds, ListingFacts } from './listing-facts.ts'
import type { Model } from './taxonomy.ts'

/** Shapes that one and the same car is called by. */
const ALIKE = [
  ['suv', 'crossover'],
  ['van', 'mini-van', 'micro-van', 'mpv'],
  ['pickup', 'double-cabin'],
]
/**
 * Abroad a model comes in more of these than were sold here: a Civic hatchback, a coupé of the
 * C-Class.
 */
const IMPORTED = ['sedan', 'hatchback', 'coupe', 'convertible', 'wagon']

/**
 * The values of a variant itself need not match: sellers write "1300" for 1,299 cc, and trims come
 * with other engines elsewhere.
 */
export function modelProblems(
  facts: ListingFacts,
  model: Model,
  bounds: ListingBounds,
): FieldProblem[] {
  const variants = model.generations.flatMap((generation) => generation.variants)
  const name = model.name.en
  const problems: FieldProblem[] = []
  const wrong = (path: string, message: string) =>
    problems.push({ path, code: 'NOT_OF_MODEL', message })
  const fuels = fuelsOf(new Set(variants.map(({ fuel }) => fuel)), facts.assembly === 'imported')
  if (!fuels.includes(facts.fuel)) wrong('fuel', `a ${name} runs on ${fuels.join(', ')}`)
  const engines = variants.map(({ engineCc }) => engineCc).filter((cc) => cc > 0)
  const [least, most] = [
    Math.min(...engines) * (1 - bounds.engineTolerancePercent / 100),
    Math.max(...engines) * (1 + bounds.engineTolerancePercent / 100),
  ]
  // An engine of 0 cc is looked at where the fuel is.
  if (engines.length > 0 && facts.engineCc > 0 && (facts.engineCc < least || facts.engineCc > most))
    wrong('engineCc', `a ${name} has about ${Math.min(...engines)} to ${Math.max(...engines)} cc`)
  const bodies =
    ALIKE.find((alike) => alike.includes(model.body)) ??
    (facts.assembly === 'imported' && IMPORTED.includes(model.body) ? IMPORTED : [model.body])
  if (!bodies.includes(facts.body)) wrong('body', `a ${name} is a ${model.body}`)
  return problems
}

/**
 * A petrol car is converted to gas, and one that left the works with gas runs on petrol. Imports
 * come as hybrids that were never sold here.
 */
function fuelsOf(known: ReadonlySet<string>, imported: boolean): string[] {
  const petrol = known.has('petrol') || known.has('cng') || known.has('lpg')
  return [
    ...new Set([
      ...known,
      ...(petrol ? ['petrol', 'cng', 'lpg'] : []),
      ...(petrol && imported ? ['hybrid', 'phev'] : []),
    ]),
  ]
}

export function newnessProblems(
  { condition, year, km }: ListingFacts,
  bounds: ListingBounds,
  now: Date,
): FieldProblem[] {
  const oldest = now.getUTCFullYear() - bounds.newMaxAgeYears
  if (condition !== 'new' || (year >= oldest && km <= bounds.newMaxKm)) return []
  return [
    {
      path: 'condition',
      code: 'NOT_NEW',
      message:
        `a new car is of ${oldest} or later and has ` +
        `${bounds.newMaxKm} km at most; this one is used`,
    },
  ]
}
