// What the owning services accept, for the OpenAPI document. The owners refuse with codes of their
// own that express more than a schema could; a test holds these numbers to theirs.

/** Of a listing: whole rupees, kilometres, cubic centimetres, characters, photos. */
export const LISTING_BOUNDS = {
  minPrice: 50_000,
  maxPrice: 1_000_000_000,
  maxKm: 1_500_000,
  maxEngineCc: 9_000,
  earliestYear: 1950,
  // The true one, the next model year, moves; this one does not change the document each January.
  latestYear: 2100,
  maxTitle: 120,
  maxDescription: 5_000,
  maxPhotos: 30,
} as const

const MB = 1024 * 1024
const PICTURES = ['image/jpeg', 'image/png', 'image/webp'] as const

/** Of what is uploaded, by its purpose. */
export const UPLOAD_BOUNDS = {
  'listing-photo': { maxBytes: 15 * MB, contentTypes: PICTURES },
  chat: { maxBytes: 8 * MB, contentTypes: PICTURES },
  'chat-voice': { maxBytes: 3 * MB, contentTypes: ['audio/webm', 'audio/ogg', 'audio/mp4'] },
} as const

/** For `.meta()` of a text that is trimmed and then must not be empty. */
export const VISIBLE = { pattern: '[^\\s\\ufeff]' } as const

type JsonSchema = Record<string, unknown>

const WORDS = new Set(['description', 'example'])

/**
 * For `.meta()`: the document shows `shown` in place of what the schema itself would show. What is
 * accepted does not change.
 */
export const documentedAs = (shown: JsonSchema) => ({
  override: ({ jsonSchema }: { jsonSchema: object }) => {
    const target = jsonSchema as JsonSchema
    for (const name of Object.keys(target)) if (!WORDS.has(name)) delete target[name]
    Object.assign(target, shown)
  },
})
