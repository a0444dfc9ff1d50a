// Programs of operations that tests run: Helm and a judge of manifests, built once.
import { join } from 'node:path'
import { tryCommand, type Ran } from './machine/command.ts'
import { goTool } from './native/go.ts'
import { install } from './native/install.ts'
import { programsOf, type Tool } from './native/recipe.ts'
import { placesAt } from './places.ts'

const HELM = {
  ...{ name: 'helm', version: '4.3.1' },
  ...goTool('helm.sh/helm/v4/cmd/helm@v4.3.1'),
} as const satisfies Tool
const KUBE_SCORE = {
  ...{ name: 'kube-score', version: '1.20.0' },
  ...goTool('github.com/zegl/kube-score/cmd/kube-score@v1.20.0'),
} as const satisfies Tool

/** Never throws for an exit code. */
export type Program = (...args: readonly string[]) => Promise<Ran>

/** Both are in place when this resolves; the first time takes minutes. @throws Error without Go */
export async function operationsTools(): Promise<{ helm: Program; kubeScore: Program }> {
  const { cache } = placesAt(0)
  for (const tool of [HELM, KUBE_SCORE]) {
    const missing = tool.missing()
    if (missing.length > 0) throw new Error(`${tool.name} is built with ${missing.join(', ')}`)
    await install(cache, tool)
  }
  const folder = join(cache, 'helm-home')
  const env = {
    ...process.env,
    HELM_CACHE_HOME: folder,
    HELM_CONFIG_HOME: folder,
    HELM_DATA_HOME: folder,
  }
  const program =
    (tool: Tool): Program =>
    (...args) =>
      tryCommand(join(programsOf(cache, tool), 'bin', tool.name), args, { env })
  return { helm: program(HELM), kubeScore: program(KUBE_SCORE) }
}
