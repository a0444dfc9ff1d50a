// Every spelling and number word of the data files as a question of its own, labelled by the file
// it stands in.
import { MORE_FEATURES } from '../../src/domain/query/words/synonyms.ts'
import { NUMBER_WORDS } from '../../src/domain/query/words/number-words.ts'
import { AMBIGUOUS, filtersText, FORMS } from '../market/forms.ts'
import { readTaxonomyFiles } from '../market/taxonomy-files.ts'

export type Spelled = { readonly question: string; readonly right: string }

const LAKH = 100_000

const moreOf = (feature: string) => MORE_FEATURES[feature]?.split(', ') ?? []

/** Names, closed values, equipment and numbers. */
export function spelledQuestions(): Spelled[] {
  const names = Object.values(FORMS).flatMap((forms) =>
    [...forms].map(([question, filters]) => {
      const [right = filters] = AMBIGUOUS[question]?.[0].split(' | ') ?? []
      return { question, right }
    }),
  )
  const features = (readTaxonomyFiles().terms.get('feature') ?? []).flatMap(
    ({ slug, name, nicknames }) =>
      [name.en, name.ur, ...nicknames, ...moreOf(slug)].map((question) => ({
        question,
        right: filtersText({ feature: slug }),
      })),
  )
  const numbers = [...NUMBER_WORDS].flatMap(([word, value]) =>
    ['lakh', 'لاکھ'].map((scale) => ({
      question: `${word} ${scale}`,
      right: filtersText({ nearPrice: value * LAKH }),
    })),
  )
  return [...names, ...features, ...numbers]
}
