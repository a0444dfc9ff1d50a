// Randomness as an argument: the domain never draws a number of its own.

/** Drawn from a cryptographic source in production, from a seeded one in tests. */
export type Chance = {
  /** A whole number from 0 to `max` − 1, every one equally likely. */
  below(max: number): number
  /** `count` unpredictable bytes. */
  bytes(count: number): Uint8Array
}
