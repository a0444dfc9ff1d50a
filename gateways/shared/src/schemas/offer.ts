// Offers on the HTTP surface.
import { moneyOut, priceIn } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { documentedAs } from './bounds.ts'
import { id, time } from './listing.ts'

/** What leads takes; a test holds it to its configuration. */
export const OFFER_BOUNDS = { minPrice: 10_000, maxPrice: 1_000_000_000 } as const

export const offerBody = z
  .strictObject({
    price: priceIn.meta(
      documentedAs({
        type: 'object',
        properties: {
          minor: {
            type: 'integer',
            minimum: OFFER_BOUNDS.minPrice * 100,
            maximum: OFFER_BOUNDS.maxPrice * 100,
            multipleOf: 100,
            description: 'Paisa of whole rupees: 285000000 is 28.5 lac',
          },
          currency: { type: 'string', enum: ['PKR'] },
        },
        required: ['minor', 'currency'],
        additionalProperties: false,
      }),
    ),
  })
  .meta({ id: 'OfferBody', example: { price: { minor: 285_000_000, currency: 'PKR' } } })

export const offer = z
  .strictObject({
    offerId: id,
    version: z.int(),
    state: z.enum(['open', 'countered', 'accepted', 'declined', 'withdrawn', 'expired']),
    price: moneyOut,
    by: z.enum(['buyer', 'seller']).meta({ description: 'Who named that price' }),
    expiresAt: time,
    notice: z.string().meta({ description: 'To be shown with it: an offer is not a sale' }),
  })
  .meta({ id: 'Offer' })
export type OfferOut = z.input<typeof offer>
