// Whoever builds the pages, a test too, gets what production gets.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildPages } from './built-web.ts'

test('no script names the sources it was built from, as scripts for developers do', async () => {
  const cwd = fileURLToPath(new URL('client/_astro', await buildPages()))
  const scripts = globSync('*.js', { cwd })
  expect(scripts.length).toBeGreaterThan(10)
  const forDevelopers = scripts.filter((script) =>
    /fileName:\s*[\w$"'`]+,\s*lineNumber:/.test(readFileSync(`${cwd}/${script}`, 'utf8')),
  )
  expect(forDevelopers).toEqual([])
})
