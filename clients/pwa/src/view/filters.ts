// The words of a search: what each filter and value is called, the chips that remove them, the
// heading of a results page.
import type { MessageKey } from '@pk-auto/ui/words'
import type { Locale } from '@pk-auto/ui/locale'
import { formatCc, formatKm } from '@pk-auto/ui/measure'
import { formatPrice } from '@pk-auto/ui/price'
import {
  BOUNDS,
  type Choice,
  CHOICES,
  dropFilter,
  dropValue,
  type Bound,
  type SearchState,
} from '@pk-auto/ui/search-state'
import { searchOf } from '@pk-auto/ui/search-url'
import type { Translate } from '@pk-auto/ui/words'
import type { SearchPage } from '@pk-auto/client-api/pwa.gen'
import type { Names, Wider } from './labels.ts'

/** What a text was read as. */
export type Understood = Pick<SearchPage['understood'], 'filters' | 'sort' | 'nearPrice' | 'text'>
export type Words = {
  readonly t: Translate
  readonly names: Names
  readonly locale: Locale
  readonly wider: Wider
}
export type Chip = { readonly text: string; readonly name: string; readonly without: SearchState }

/** What a filter is called: `priceTo` → Price. */
export const filterName = (t: Translate, name: string): string =>
  t(`filter.${name.replace(/(From|To)$/, '')}` as MessageKey)

const boundText = ({ t, locale }: Words, name: Bound, value: number): string => {
  const shown = name.startsWith('price')
    ? formatPrice(value, locale)
    : name.startsWith('km')
      ? formatKm(value, locale)
      : name.startsWith('engine')
        ? formatCc(value, locale)
        : String(value)
  return t(name.endsWith('From') ? 'filter.from.value' : 'filter.to.value', { value: shown })
}

const WIDER: { readonly [name in Choice]?: Choice } = {
  ...{ model: 'make', generation: 'model', area: 'city' },
}

/**
 * Of several makes the one whose last model is removed goes with it, and a model with its make:
 * "civic ya corolla" without Civics asks for no other Honda.
 */
function dropWithKin(wider: Wider, state: SearchState, name: Choice, value: string): SearchState {
  const left = dropValue(state, name, value)
  const rest = left.choices[name] ?? []
  const orphans = (Object.entries(WIDER) as [Choice, Choice][]).flatMap(([narrow, of]) =>
    of === name && rest.length > 0
      ? (left.choices[narrow] ?? [])
          .filter((slug) => wider(narrow, slug).includes(value))
          .filter((slug) => !wider(narrow, slug).some((one) => rest.includes(one)))
          .map((slug) => [narrow, slug] as const)
      : [],
  )
  const of = WIDER[name]
  const chosen = of ? (left.choices[of] ?? []) : []
  const needed = new Set(rest.flatMap((slug) => wider(name, slug)))
  const childless =
    of && chosen.length > 1
      ? wider(name, value)
          .filter((slug) => chosen.includes(slug) && !needed.has(slug))
          .map((slug) => [of, slug] as const)
      : []
  return [...orphans, ...childless].reduce((kin, one) => dropWithKin(wider, kin, ...one), left)
}

/** One chip per set value; its `without` is the search with that value gone. */
export const chipsOf = (words: Words, state: SearchState): readonly Chip[] => {
  const make = state.choices.make?.length === 1 ? state.choices.make[0] : undefined
  const chips: Chip[] = []
  for (const name of CHOICES) {
    for (const value of state.choices[name] ?? [])
      chips.push({
        name,
        text: words.names(name, value, make),
        without: dropWithKin(words.wider, state, name, value),
      })
  }
  for (const name of BOUNDS) {
    const value = state.bounds[name]
    // A year named once is one wish: one chip, and half of it is never left behind.
    const isOneYear =
      state.bounds.yearFrom !== undefined &&
      state.bounds.yearFrom === state.bounds.yearTo &&
      name.startsWith('year')
    if (isOneYear && name === 'yearFrom')
      chips.push({ name: 'year', text: String(value), without: dropFilter(state, 'year') })
    else if (value !== undefined && !isOneYear)
      chips.push({ name, text: boundText(words, name, value), without: dropFilter(state, name) })
  }
  for (const flag of state.flags)
    chips.push({ name: flag, text: words.t(`filter.${flag}`), without: dropFilter(state, flag) })
  if (state.near)
    chips.push({ name: 'near', text: words.t('filter.near'), without: dropFilter(state, 'near') })
  return chips
}

/** A price to be near to is no filter: it stays in the text, and is read from it again. */
const asText = (rupees: number): string => `${rupees / 100_000} lac`

/** What a price to be near to is called. */
export const nearPriceText = ({ t, locale }: Words, rupees: number): string =>
  t('results.nearPrice', { price: formatPrice(rupees, locale) })

/**
 * The search that the understood part of a text stands for, merged with what was chosen by hand;
 * its text is what was left over.
 */
export const understoodState = (
  state: SearchState,
  { filters, sort, nearPrice, text: left }: Understood,
): SearchState => {
  const text = [left, ...(nearPrice === undefined ? [] : [asText(nearPrice)])]
    .filter(Boolean)
    .join(' ')
  const read = searchOf(filters)
  const { q: _q, after: _after, ...rest } = state
  return {
    ...rest,
    choices: { ...read.choices, ...state.choices },
    bounds: { ...read.bounds, ...state.bounds },
    flags: [...new Set([...read.flags, ...state.flags])],
    ...(sort && !state.sort ? { sort } : {}),
    ...(text ? { q: text } : {}),
  }
}

/**
 * The search without one filter, or two where one alone does not help, whether it was set by hand
 * or read from the text; `q` takes back only the text that was not understood.
 */
export const repairedState = (
  state: SearchState,
  understood: Understood,
  { drop, also }: Pick<SearchPage['repairs'][number], 'drop' | 'also'>,
): SearchState => {
  const repaired = dropFilter(understoodState(state, understood), drop)
  return also === undefined ? repaired : dropFilter(repaired, also)
}

/** What a repair goes without: `Price`, or `your search words and Price`. */
export const repairName = (
  { t, locale }: Words,
  { drop, also }: Pick<SearchPage['repairs'][number], 'drop' | 'also'>,
): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    [drop, ...(also === undefined ? [] : [also])].map((name) => filterName(t, name)),
  )

/** `Toyota Corolla for sale in Lahore`, or the plain heading when nothing is chosen. */
export const headingOf = ({ t, names }: Words, state: SearchState): string => {
  const make = state.choices.make ?? []
  const model = state.choices.model ?? []
  const city = state.choices.city ?? []
  const body = state.choices.body ?? []
  if (make.length === 1 && model.length === 0 && city.length === 0)
    return t('results.titleFor', {
      what: t('results.carsOf', { make: names('make', make[0] ?? '') }),
    })
  const what =
    make.length === 1 || model.length === 1
      ? [
          ...(make.length === 1 ? [names('make', make[0] ?? '')] : []),
          ...(model.length === 1 ? [names('model', model[0] ?? '', make[0])] : []),
        ].join(' ')
      : body.length === 1
        ? names('body', body[0] ?? '')
        : ''
  if (city.length === 1)
    return t('results.titleIn', {
      what: what || t('results.cars'),
      where: names('city', city[0] ?? ''),
    })
  return what ? t('results.titleFor', { what }) : t('results.title')
}

/** What engines show under the title; without cars, or without an answer, nothing is counted. */
export const descriptionOf = (
  t: Translate,
  heading: string,
  total: { readonly value: number; readonly exact: boolean } | undefined,
): string =>
  total && total.value > 0
    ? t('results.description', { heading, total: totalText(t, total) })
    : t('results.description.none', { heading })

/** How many cars were found, as a sentence. */
export const totalText = (
  t: Translate,
  total: { readonly value: number; readonly exact: boolean },
): string => {
  const value = total.value.toLocaleString('en-US')
  if (total.value === 0) return t('results.total.none')
  if (!total.exact) return t('results.total.more', { total: value })
  return total.value === 1 ? t('results.total.one') : t('results.total.other', { total: value })
}
