// Which short writings are a name, and which are other words.
import { expect, test } from 'vitest'
import { isWithoutVowels } from './left-out-vowels.ts'

test.for([
  ['krchi', 'karachi'],
  ['mltn', 'multan'],
  ['fslbd', 'faisalabad'],
  ['islmbd', 'islamabad'],
  ['hnda', 'honda'],
  ['crla', 'corolla'],
  ['gjrnwla', 'gujranwala'],
] as const)('%s is %s', ([short, name]) => {
  expect(isWithoutVowels(short, name)).toBe(true)
})

test.for([
  ['lina', 'liana', 'it has as many vowels as consonants'],
  ['lhr', 'lahore', 'three letters are too few'],
  ['honda', 'honda', 'nothing is left out'],
  ['mltan', 'mutan', 'it has a letter more'],
  ['mtn', 'multan', 'a consonant is left out, and three letters are too few'],
  ['fslad', 'faisalabad', 'a consonant is left out'],
  ['hndai', 'honda', 'it goes on'],
  ['hydr', 'hyderabad', 'it ends too early'],
  ['prem', 'premio', 'its end is left out'],
] as const)('%s is not %s: %s', ([short, name]) => {
  expect(isWithoutVowels(short, name)).toBe(false)
})
