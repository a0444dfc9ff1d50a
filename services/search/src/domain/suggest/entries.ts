// What can be suggested: the makes, models, generations and cities of the taxonomy, with the
// spellings people begin to type. Built once per taxonomy. Pure.
import { phraseKey, tokenise } from '../query/tokens.ts'
import { understand } from '../query/understand.ts'
import type { Vocabulary } from '../query/vocabulary.ts'
import type { Label, Named, Taxonomy } from '../taxonomy.ts'

export type Entry = {
  readonly kind: 'make' | 'model' | 'generation' | 'city'
  readonly slug: string
  /** Of a model or generation. */
  readonly make?: string
  readonly model?: string
  /** What it is called; typed as a search it is understood as itself. */
  readonly text: Label
  /** Its name alone: what follows words that say the rest. */
  readonly name: Label
  /** Spelling keys from their beginning. */
  readonly keys: readonly string[]
  /** Spelling keys from a later word on: `cruiser` of `land cruiser`. */
  readonly innerKeys: readonly string[]
}

/** Names hold no model years, so that any year bounds them. */
const SOME_YEAR = 2_025

/** Without those that are read as something else: "Alto 660 cc" asks for an engine. */
export function entriesOf(taxonomy: Taxonomy, vocabulary: Vocabulary): readonly Entry[] {
  const isItself = ({ kind, slug, text }: Entry) =>
    [text.en, text.ur].every((query) =>
      understand(query, vocabulary, SOME_YEAR).terms[kind]?.includes(slug),
    )
  return everyName(taxonomy).filter(isItself)
}

function everyName({ makes, cities }: Taxonomy): Entry[] {
  return [
    ...makes.flatMap((make) => [
      entryOf({ kind: 'make', slug: make.slug }, make),
      ...make.models.flatMap((model) => {
        const car = { make: make.slug, model: model.slug }
        return [
          entryOf({ kind: 'model', slug: model.slug, ...car }, model, make),
          ...model.generations.map((generation) =>
            entryOf({ kind: 'generation', slug: generation.slug, ...car }, generation, make),
          ),
        ]
      }),
    ]),
    ...cities.map((city) => entryOf({ kind: 'city', slug: city.slug }, city)),
  ]
}

function entryOf(what: Pick<Entry, 'kind' | 'slug' | 'make'>, named: Named, of?: Named): Entry {
  const own = [named.name.en, named.name.ur, named.slug, ...named.nicknames]
  const whole = of ? [`${of.name.en} ${named.name.en}`, `${of.name.ur} ${named.name.ur}`] : []
  const spellings = own.map(tokenise)
  const tails = spellings.flatMap((words) => words.slice(1).map((_, at) => words.slice(at + 1)))
  const keys = distinct([...own, ...whole].map((text) => phraseKey(tokenise(text))))
  const text = of
    ? { en: `${of.name.en} ${named.name.en}`, ur: `${of.name.ur} ${named.name.ur}` }
    : named.name
  const innerKeys = distinct(tails.map(phraseKey)).filter((key) => !keys.includes(key))
  return { ...what, text, name: named.name, keys, innerKeys }
}

const distinct = (keys: readonly string[]): string[] =>
  [...new Set(keys)].filter((key) => key !== '')
