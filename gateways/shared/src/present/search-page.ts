// Shapes results for the HTTP surface.
import type {
  Card,
  Correction,
  Filter,
  SearchListingsResponse,
  Suggestion,
} from '@pk-auto/proto/pkauto/search/v1/search'
import { isSort, type CardOut, type SearchPageOut } from '../schemas/search.ts'
import { suggestion, type SuggestionOut } from '../schemas/suggest.ts'
import { presentMoney, presentSellerType, presentTime } from './listing.ts'
import { presentPhoto } from './media-urls.ts'

const NUMERIC = /(From|To)$/

/** As a client writes it: ranges are numbers, all else a list of slugs. */
const understoodValue = ({ name, values }: Filter): string[] | number =>
  NUMERIC.test(name) ? Number(values[0]) : values

export function presentCard(card: Card, mediaBase: string): CardOut {
  const {
    id,
    title,
    make,
    model,
    variant,
    year,
    km,
    city,
    fuel,
    transmission,
    sellerType,
    photo,
    photoCount,
    badges,
  } = card
  const words = title ?? { en: '', ur: '' }
  return {
    ...{
      id,
      title: words,
      make,
      model,
      year,
      km,
      city,
      fuel,
      transmission,
      sellerType: presentSellerType(sellerType),
      photoCount,
      badges,
    },
    ...(variant !== '' && { variant }),
    price: presentMoney(card.price),
    ...(photo && { photo: presentPhoto(photo, mediaBase, words.en) }),
    publishedAt: presentTime(card.publishedAt),
    ...(card.droppedFrom && { droppedFrom: presentMoney(card.droppedFrom) }),
  }
}

const correctionOut = ({ filter, given, value }: Correction) =>
  given === ''
    ? { filter, why: 'swapped' as const }
    : { filter, why: 'named' as const, given, value }

export function presentSearch(found: SearchListingsResponse, mediaBase: string): SearchPageOut {
  const facets = found.facets.map(({ name, values }) => [
    name,
    values.map(({ value, label, count }) => ({
      value,
      label: label ?? { en: value, ur: value },
      count: Number(count),
    })),
  ])
  return {
    items: found.cards.map((card) => presentCard(card, mediaBase)),
    total: { value: Number(found.total), exact: found.totalExact },
    ...(facets.length > 0 && { facets: Object.fromEntries(facets) }),
    understood: {
      filters: Object.fromEntries(
        found.understood.map((filter) => [filter.name, understoodValue(filter)]),
      ),
      ...(isSort(found.understoodSort) && { sort: found.understoodSort }),
      ...(found.understoodNearPrice > 0n && { nearPrice: Number(found.understoodNearPrice) }),
      text: found.understoodText,
      setAside: found.setAside.map(({ text, filter }) => ({
        text,
        ...(filter !== '' && { filter }),
      })),
    },
    ...(found.corrections.length > 0 && { corrections: found.corrections.map(correctionOut) }),
    repairs: found.repairs.map(({ drop, also, total }) => ({
      ...{ drop, total: Number(total) },
      ...(also !== undefined && { also }),
    })),
    next: found.next === '' ? null : found.next,
  }
}

/** A kind newer than this build is left out. */
export const presentSuggestions = (items: readonly Suggestion[]): SuggestionOut[] =>
  items.flatMap((item) => {
    const read = suggestion.safeParse(item)
    return read.success ? [read.data] : []
  })
