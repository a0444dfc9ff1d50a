// Programs of operations that tests run: Helm, a judge of manifests, Prometheus' own of rules, and
// readers of workflows and of what must not be in git.
import { copyFileSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand, tryCommand, type Ran } from './machine/command.ts'
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

/** Debian's, without the service that its package brings. */
const PROMTOOL: Tool = {
  ...{ name: 'promtool', version: 'debian' },
  missing: () =>
    ['promtool', 'apt-get'].some((program) => findOnPath(program))
      ? []
      : ['promtool of Prometheus (https://prometheus.io/download)'],
  async install(folder) {
    mkdirSync(join(folder, 'bin'))
    const present = findOnPath('promtool')
    if (present) return copyFileSync(present, join(folder, 'bin/promtool'))
    await runCommand('apt-get', ['-qq', 'download', 'prometheus'], { cwd: folder })
    const [archive = ''] = globSync(join(folder, 'prometheus_*.deb'))
    await runCommand('dpkg-deb', ['-x', archive, join(folder, 'package')])
    renameSync(join(folder, 'package/usr/bin/promtool'), join(folder, 'bin/promtool'))
    for (const rest of [archive, join(folder, 'package')]) rmSync(rest, { recursive: true })
  },
}

/** Reads the workflows of GitHub as it would. */
const ACTIONLINT = {
  ...{ name: 'actionlint', version: '1.7.12' },
  ...goTool('github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'),
} as const satisfies Tool
/** Looks for keys and passwords in files and in git's history. */
const GITLEAKS = {
  ...{ name: 'gitleaks', version: '8.30.1' },
  ...goTool('github.com/zricethezav/gitleaks/v8@v8.30.1'),
} as const satisfies Tool

/** Never throws for an exit code. */
export type Program = (...args: readonly string[]) => Promise<Ran>

/** @throws Error naming what it needs */
async function installed(tool: Tool): Promise<void> {
  const missing = tool.missing()
  if (missing.length > 0) throw new Error(`${tool.name} needs ${missing.join(', ')}`)
  await install(placesAt(0).cache, tool)
}

/** What checks rules of alerts, and tries them on series. */
export async function promtool(): Promise<Program> {
  await installed(PROMTOOL)
  const program = join(programsOf(placesAt(0).cache, PROMTOOL), 'bin/promtool')
  return (...args) => tryCommand(program, args)
}

type Tools = Readonly<Record<'helm' | 'kubeScore' | 'actionlint' | 'gitleaks', Program>>

/** All are in place when this resolves; the first time takes minutes. @throws Error without Go */
export async function operationsTools(): Promise<Tools> {
  for (const tool of [HELM, KUBE_SCORE, ACTIONLINT, GITLEAKS]) await installed(tool)
  const { cache } = placesAt(0)
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
  return {
    helm: program(HELM),
    kubeScore: program(KUBE_SCORE),
    actionlint: program(ACTIONLINT),
    gitleaks: program(GITLEAKS),
  }
}
