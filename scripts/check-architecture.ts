// Walks the tree, checks every source file against the borders and the style rules, and prints what
// breaks them. See scripts/check-architecture.
import { existsSync, readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { borderBreaks, type Break } from './architecture/borders.ts'
import { unseenBreaks } from './architecture/canary.ts'
import { circleBreaks } from './architecture/circles.ts'
import { EXCEPTIONS, unexcused } from './architecture/exceptions.ts'
import { folderBreaks } from './architecture/folders.ts'
import { commentBreaks, styleBreaks } from './architecture/style.ts'
import { readSource } from './architecture/source-file.ts'
import { unusedBreaks } from './architecture/unused.ts'

const TOPS = 'proto,platform,packages,services,gateways,clients,scripts'
const SKIPPED = /(^|\/)(node_modules|dist|gen|generated|\.astro|coverage)(\/|$)|\.(d|gen)\.m?ts$/

const paths = await filesMatching(`{${TOPS}}/**/*.{ts,tsx,mts,astro}`)
if (paths.length === 0)
  fail('scripts/check-architecture found no source files: it would pass whatever they hold')

const unseen = unseenBreaks()
if (unseen.length > 0)
  fail(`scripts/check-architecture does not see what was planted:\n${unseen.join('\n')}`)

const packages = new Map<string, string>()
for (const file of await filesMatching(
  '{proto,platform,packages/*,services/*,gateways/*,clients/*}/package.json',
)) {
  const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name: string }
  packages.set(name, file.slice(0, -'/package.json'.length))
}

const exceptions = existsSync(EXCEPTIONS) ? readFileSync(EXCEPTIONS, 'utf8') : ''
const commented = await filesMatching(
  `{${TOPS},config,charts,deploy,.github}/**/*.{proto,sql,yaml,yml}`,
)
const files = paths.map((path) => readSource(path, readFileSync(path, 'utf8')))
const found: Break[] = [
  ...files.flatMap((file) => [...borderBreaks(file, packages), ...styleBreaks(file)]),
  ...commented.flatMap((path) => commentBreaks(path, readFileSync(path, 'utf8'))),
  ...circleBreaks(files, packages),
  ...unusedBreaks(files, packages),
  ...folderBreaks([...paths, ...(await filesMatching(`{${TOPS}}/**/*.css`))]),
]
const breaks = unexcused(found, exceptions)
for (const { rule, path, text } of breaks) console.error(`${rule}  ${path}: ${text}`)
console.log(`${paths.length} files, ${breaks.length} breaks`)
process.exitCode = breaks.length > 0 ? 1 : 0

async function filesMatching(pattern: string): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob(pattern, { exclude: (path) => SKIPPED.test(path) }))
    found.push(path)
  return found.filter((path) => !SKIPPED.test(path)).toSorted()
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
