// Written by scripts/gen from what an ad may be. Rupees, km, cc.
export const LOWEST_PRICE = 50000
export const HIGHEST_PRICE = 1000000000
export const HIGHEST_KM = 1500000
export const HIGHEST_CC = 9000
