// Proto in, command out, and results back as messages. No rule lives here.
import type { Implementation } from '@pk-auto/grpc/server'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { filtersToWire } from '../domain/filters.ts'
import type { findSimilar } from '../usecases/finding/find-similar.ts'
import type { getListingPages } from '../usecases/get-listing-pages.ts'
import type { suggestSearches } from '../usecases/finding/suggest-searches.ts'
import type { searchListings } from '../usecases/search-listings.ts'
import { cardMessage, photoMessage } from '../wire/card.ts'
import { listingToWire } from '../wire/listing.ts'
import { DEFAULT_BRAND } from './default-brand.ts'

export type SearchVerbs = {
  searchListings: ReturnType<typeof searchListings>
  getListingPages: ReturnType<typeof getListingPages>
  findSimilar: ReturnType<typeof findSimilar>
  suggestSearches: ReturnType<typeof suggestSearches>
}

type SearchRpc = Pick<
  Implementation<typeof SearchDefinition>,
  'searchListings' | 'suggest' | 'getSimilarListings' | 'getListingPages'
>

export const searchRpc = (use: SearchVerbs): SearchRpc => ({
  async searchListings({ market, channel, ...rest }) {
    const found = await use.searchListings({
      ...rest,
      market: market || DEFAULT_BRAND.market,
      channel: channel || DEFAULT_BRAND.channel,
    })
    return {
      cards: found.hits.map(cardMessage),
      total: BigInt(found.total),
      totalExact: found.exact,
      facets: found.facets.map(({ name, values }) => ({
        name,
        values: values.map(({ value, label, count }) => ({ value, label, count: BigInt(count) })),
      })),
      understood: filtersToWire(found.understood).map(({ name, values }) => ({
        name,
        values: [...values],
      })),
      understoodText: found.text,
      setAside: found.setAside.map(({ text, filter = '' }) => ({ text, filter })),
      corrections: found.corrections.map(({ filter, ...named }) => ({
        filter,
        ...{ given: '', value: '', ...named },
      })),
      understoodSort: found.sort ?? '',
      understoodNearPrice: BigInt(found.nearPrice ?? 0),
      repairs: found.repairs.map(({ drop, also, total }) => ({
        ...{ drop, also, total: BigInt(total) },
      })),
      next: found.next,
    }
  },
  async suggest({ market, channel, q }) {
    const items = await use.suggestSearches({
      market: market || DEFAULT_BRAND.market,
      channel: channel || DEFAULT_BRAND.channel,
      q,
    })
    return { items: [...items] }
  },
  async getSimilarListings({ id, market, channel, hide }) {
    const found = await use.findSimilar({
      ...{ id, hide },
      market: market || DEFAULT_BRAND.market,
      channel: channel || DEFAULT_BRAND.channel,
    })
    return {
      found: found !== undefined,
      sameCar: (found?.sameCar ?? []).map(cardMessage),
      sameMoney: (found?.sameMoney ?? []).map(cardMessage),
    }
  },
  async getListingPages({ ids, market, channels }) {
    const pages = await use.getListingPages(ids, {
      market: market || DEFAULT_BRAND.market,
      channels: channels.length > 0 ? channels : [DEFAULT_BRAND.channel],
    })
    return {
      pages: pages.map(({ listing, title, photos, labels, badges }) => ({
        listing: listingToWire(listing),
        title,
        photos: photos.map(photoMessage),
        labels: { ...labels },
        badges: [...badges],
      })),
    }
  },
})
