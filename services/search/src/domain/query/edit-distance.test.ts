// Slips of the finger, counted.
import { expect, test } from 'vitest'
import { editDistance } from './edit-distance.ts'

test.for([
  ['corolla', 'corolla', 0],
  ['corola', 'corolla', 1],
  ['toyta', 'toyota', 1],
  ['coure', 'cuore', 1],
  ['mersedes', 'mercedes', 1],
  ['landcruzer', 'landcruiser', 2],
  ['civic', 'cultus', 3],
  ['', 'ab', 2],
  ['abcdefgh', 'z', 3],
] as const)('%s and %s are %d slips apart, or more than two', ([a, b, slips]) => {
  expect(editDistance(a, b, 2)).toBe(slips)
  expect(editDistance(b, a, 2)).toBe(slips)
})
