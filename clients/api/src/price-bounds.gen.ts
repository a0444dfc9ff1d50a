// Written by scripts/gen from the price of an ad. Whole rupees.
export const LOWEST_PRICE = 50000
export const HIGHEST_PRICE = 1000000000
