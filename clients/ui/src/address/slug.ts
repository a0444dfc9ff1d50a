// The readable end of a listing's address; the id before it is what finds the listing.

/**
 * `Toyota Corolla GLi 1.3 2015` → `toyota-corolla-gli-1-3-2015`; at most 80 characters, `car` when
 * nothing Latin is left.
 */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '') || 'car'
