// The typed filters of a saved search in a jsonb column, read back through a schema.
import { z } from 'zod'
import { type Filters, FLAG_FILTERS, RANGE_FILTERS, TERM_FILTERS } from '../../domain/filters.ts'

const Stored = z.object({
  terms: z.partialRecord(z.enum(TERM_FILTERS), z.array(z.string())),
  ranges: z.partialRecord(z.enum(RANGE_FILTERS), z.number()),
  flags: z.partialRecord(z.enum(FLAG_FILTERS), z.boolean()),
  near: z.object({ lat: z.number(), lon: z.number(), km: z.number() }).optional(),
})

export const filtersToJson = (filters: Filters): string => JSON.stringify(filters)

/** @throws ZodError when the column holds something else: a fault of ours */
export const filtersFromJson = (json: unknown): Filters => Stored.parse(json) as Filters
