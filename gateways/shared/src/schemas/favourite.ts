// What a person saved, and a shared list, on the HTTP surface.
import { moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { documentedAs } from './bounds.ts'
import { id, time } from './listing.ts'
import { card } from './search.ts'

const state = z.enum(['live', 'sold', 'closed', 'expired'])
const next = z.string().nullable()

export const favourite = z
  .strictObject({
    listing: card,
    state,
    addedAt: time,
    priceWhenAdded: moneyOut,
    change: z.strictObject({ from: moneyOut, to: moneyOut, at: time }).optional().meta({
      description: 'Since it was saved, up or down; `at` is when the present price was set',
    }),
  })
  .meta({ id: 'Favourite' })

/** 22 characters of base64url; a text of another shape is nobody's. */
const token = z.string().meta({
  description: 'Of GET /shortlists/{token}',
  example: 'q83vEjRWeJCrze8SNFZ4kA',
})

export const favouritesPage = z
  .strictObject({
    items: z.array(favourite),
    next,
    sharedAs: z
      .nullable(token)
      .meta({ description: 'The open link, from POST /me/favourites/link; null without one' }),
  })
  .meta({ id: 'FavouritesPage' })

export const shortlistLink = z.strictObject({ token }).meta({ id: 'ShortlistLink' })

export const shortlist = z
  .strictObject({ items: z.array(z.strictObject({ listing: card, state })), next })
  .meta({ id: 'Shortlist' })

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).optional().meta({ description: '`next` of the page before' }),
  lang: z.enum(['en', 'ur']).optional(),
})

/** Ids by repeating the parameter, as a page of results has them. */
export const idsQuery = z.strictObject({
  id: z.union([id, z.array(id).min(1).max(100)]).meta(
    documentedAs({
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: { type: 'string', format: 'uuid' },
      description: 'Repeat the parameter for several',
    }),
  ),
  lang: z.enum(['en', 'ur']).optional(),
})

export const savedIds = z.strictObject({ ids: z.array(id) }).meta({ id: 'SavedIds' })

export type FavouriteOut = z.input<typeof favourite>
export type SavedState = z.input<typeof state>
