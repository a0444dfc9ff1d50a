// .oxlint-borders.gen.json: the borders for the linter in the editor, which .oxlintrc.json extends.
import { globSync, readFileSync } from 'node:fs'
import { FLOORS } from '../architecture/borders.ts'
import { editorNet } from '../architecture/editor-net.ts'
import type { Generated } from './generated.ts'

export const EDITOR_NET = '.oxlint-borders.gen.json'
const MANIFESTS = '{proto,platform,{packages,services,gateways,clients}/*}/package.json'

type Manifest = {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

export async function generateEditorNet(): Promise<Generated> {
  const packages = new Map<string, string>()
  const dependencies = new Set<string>()
  for (const path of globSync(MANIFESTS).toSorted()) {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest
    packages.set(manifest.name, path.slice(0, -'/package.json'.length))
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))
      if (!name.startsWith('@pk-auto/')) dependencies.add(name)
  }
  const overrides = editorNet({
    packages,
    dependencies: [...dependencies].toSorted(),
    floors: Object.keys(FLOORS),
  })
  return new Map([[EDITOR_NET, `${JSON.stringify({ plugins: [], overrides }, null, 2)}\n`]])
}
