// Who is asked for by a caller that names no brand.
export const DEFAULT_BRAND = { market: 'pk', channel: 'automart' }
