// Suggestions on the HTTP surface.
import { z } from 'zod'
import { label } from './listing.ts'

export const suggestQuery = z.strictObject({
  q: z.string().max(200).optional().meta({
    description: 'As typed so far, in any of three scripts; what is popular for none',
    example: 'coro',
  }),
  lang: z.enum(['en', 'ur']).optional(),
})

export const suggestion = z
  .strictObject({
    kind: z.enum(['make', 'model', 'city', 'query', 'listing']),
    text: label,
    query: z.string().meta({
      description: 'The q to search with; of a listing its id',
      example: 'Toyota Corolla',
    }),
  })
  .meta({ id: 'Suggestion' })

export const suggestions = z
  .strictObject({ items: z.array(suggestion) })
  .meta({ id: 'Suggestions' })
export type SuggestionOut = z.input<typeof suggestion>
