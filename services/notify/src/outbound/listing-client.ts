// What ads are called, from search, which joins what the market knows of them.
import type { Client } from '@pk-auto/grpc/client'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { RecordNewsDeps } from '../usecases/news/record-news.ts'

type Search = Pick<Client<typeof SearchDefinition>, 'getListingPages'>
type Title = { readonly en: string; readonly ur: string }

export const titlesOf =
  (search: Search): RecordNewsDeps['titlesOf'] =>
  async (ids) => {
    const { pages } = await search.getListingPages({ ids: [...ids], market: '', channels: [] })
    return new Map(
      pages.flatMap(({ listing, title }): [string, Title][] =>
        listing && title ? [[listing.id, { en: title.en, ur: title.ur }]] : [],
      ),
    )
  }
