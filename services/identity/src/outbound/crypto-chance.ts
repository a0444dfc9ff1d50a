// Randomness of the machine's cryptographic source.
import { randomBytes, randomInt } from 'node:crypto'
import type { Chance } from '../domain/chance.ts'

export const cryptoChance: Chance = {
  below: (max) => randomInt(max),
  bytes: (count) => randomBytes(count),
}
