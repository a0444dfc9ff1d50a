// Written by scripts/gen from the price of an ad and the parameter priceTo. Whole rupees.
export const LOWEST_PRICE = 50000
export const HIGHEST_PRICE = 1000000000
export const HIGHEST_PRICE_BOUND = 100000000000
