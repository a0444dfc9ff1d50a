// Proves that the terms and the privacy page promise what the services are configured to do.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { PROMISES } from '../src/view/promises.ts'

/** The value of a key that stands once in a configuration file, at any depth. */
const configured = async (file: string, key: string): Promise<string> => {
  const text = await readFile(new URL(`../../../config/${file}.yaml`, import.meta.url), 'utf8')
  const [value, ...more] = [
    ...text.matchAll(new RegExp(`^\\s*${key}: *'?([^'\\n]+?)'? *$`, 'gm')),
  ].map((match) => match[1] ?? '')
  if (value === undefined || more.length > 0)
    throw new Error(`${key} does not stand exactly once in ${file}`)
  return value
}

test.for([
  ['version', 'identity', 'version'],
  ['codeMinutes', 'identity', 'codeMinutes'],
  ['sessionDays', 'identity', 'refreshDays'],
  ['adDays', 'catalogue', 'lifetimeDays'],
  ['draftDays', 'catalogue', 'draftDays'],
  ['strayPhotoDays', 'media-iq', 'unattachedDays'],
  ['originalDays', 'media-iq', 'originalDays'],
  ['revealDays', 'leads', 'ledgerDays'],
  ['newsDays', 'notify', 'notificationDays'],
] as const)('what is promised as %s is what %s has as %s', async ([promise, file, key]) => {
  expect(await configured(file, key)).toBe(String(PROMISES[promise]))
})
