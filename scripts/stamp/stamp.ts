// Writes the files of a new service from the templates.
import { existsSync, globSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { filled, type Names } from './names.ts'

const TEMPLATES = 'scripts/stamp/template'
/** Whose pinned versions a new service takes over. */
const MODEL = 'services/catalogue/package.json'

/** Returns the paths written. @throws Error when one of them exists: nothing is ever overwritten */
export async function stamp(names: Names): Promise<string[]> {
  const templates = globSync('**/*.tmpl', { cwd: TEMPLATES }).toSorted()
  if (templates.length === 0) throw new Error(`no templates in ${TEMPLATES}`)
  const files = await Promise.all(
    templates.map(async (template) => {
      const path = filled(template.slice(0, -'.tmpl'.length), names)
      const text = filled(await readFile(join(TEMPLATES, template), 'utf8'), names)
      return { path, text: path.endsWith('package.json') ? await pinned(text) : text }
    }),
  )
  const there = files.filter(({ path }) => existsSync(path)).map(({ path }) => path)
  if (there.length > 0) throw new Error(`${names.name} was stamped before: ${there[0]} exists`)
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  return files.map(({ path }) => path)
}

type Manifest = { dependencies: Record<string, string> }

async function pinned(text: string): Promise<string> {
  const manifest = JSON.parse(text) as Manifest
  const { dependencies: known } = JSON.parse(await readFile(MODEL, 'utf8')) as Manifest
  for (const name of Object.keys(manifest.dependencies)) {
    if (known[name] === undefined) throw new Error(`${MODEL} has no ${name} to take the version of`)
    manifest.dependencies[name] = known[name]
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
