// The reader of questions as a function from text to filters, with the market's own taxonomy.
import { type Understood, understand } from '../../src/domain/query/understand.ts'
import { vocabularyOf } from '../../src/domain/query/vocabulary.ts'
import { readWishes } from '../../src/domain/query/wishes.ts'
import { readTaxonomyFiles } from '../market/taxonomy-files.ts'

/** The year in which the questions were asked. */
export const THIS_YEAR = 2026

/** `feature=sun-roof make=honda model=civic sort=price-asc`, sorted by name. */
export type Reader = (question: string) => string

export function marketReader(): Reader {
  const vocabulary = vocabularyOf(readTaxonomyFiles())
  return (question) => {
    const understood = understand(question, vocabulary, THIS_YEAR)
    const { equipment } = readWishes(understood.text, vocabulary)
    const features = equipment.flatMap(({ field, value }) => (field === 'features' ? [value] : []))
    const seats = equipment.flatMap((one) =>
      one.field === 'seats' ? [one.value, one.or ?? one.value] : [],
    )
    return filtersText({
      ...filtersOf(understood),
      ...(features.length > 0 && { feature: features }),
      ...(seats.length > 0 && { seats: [...new Set(seats)] }),
    })
  }
}

const filtersOf = ({ terms, ranges, nearPrice, sort }: Understood) => ({
  ...terms,
  ...ranges,
  ...(nearPrice !== undefined && { nearPrice }),
  ...(sort && { sort: [sort] }),
})

const filtersText = (filters: Readonly<Record<string, unknown>>): string =>
  Object.entries(filters)
    .map(([name, value]) => `${name}=${[value].flat().map(String).toSorted().join(',')}`)
    .sort()
    .join(' ')
