// Written by scripts/gen from the parameters of GET /listings.
export const CHOICES = [
  'make',
  'model',
  'generation',
  'variant',
  'city',
  'area',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'registrationCity',
  'condition',
  'sellerType',
] as const
export const BOUNDS = [
  'yearFrom',
  'yearTo',
  'priceFrom',
  'priceTo',
  'kmFrom',
  'kmTo',
  'engineFrom',
  'engineTo',
] as const
export const FLAGS = [
  'certified',
  'inspected',
  'hasVideo',
] as const
export const SORTS = [
  'relevance',
  'newest',
  'price-asc',
  'price-desc',
  'km-asc',
  'year-desc',
  'distance',
] as const
