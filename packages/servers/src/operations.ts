// What operations are judged by: Helm, a judge of manifests, Prometheus' own of rules, readers of
// workflows and of what must not be in git, the settings of Renovate; and k6, which makes load.
import { copyFileSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand, tryCommand, type Ran } from './machine/command.ts'
import { goTool } from './native/go.ts'
import { wrappedGoTool } from './native/go-wrapped.ts'
import { install } from './native/install.ts'
import { programsOf, type Tool } from './native/recipe.ts'
import { placesAt } from './places.ts'

/** Its version is the module's. */
const built = <Name extends string>(name: Name, module: `${string}@v${string}`) =>
  ({ name, version: module.split('@v')[1] ?? '', ...goTool(module) }) satisfies Tool

const HELM = built('helm', 'helm.sh/helm/v4/cmd/helm@v4.3.1')
/** Tests of charts, written beside the templates. */
const HELM_UNITTEST = wrappedGoTool('helm-unittest', {
  module: 'github.com/helm-unittest/helm-unittest@v1.1.2',
  programs: ['cmd/helm-unittest'],
})
const KUBE_SCORE = built('kube-score', 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0')
/** Reads the workflows of GitHub as it would. */
const ACTIONLINT = built('actionlint', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12')
/** Looks for keys and passwords in files and in git's history. */
const GITLEAKS = built('gitleaks', 'github.com/zricethezav/gitleaks/v8@v8.30.1')
/** Asks a running platform for as much as it is told. */
const K6 = built('k6', 'go.k6.io/k6@v1.8.1')

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

const RENOVATE = { name: 'renovate-options', version: '44.121.2' } as const
const OPTIONS = 'package/dist/config/options/index.js'
/** Of the package one file alone: it names every setting. */
const RENOVATE_OPTIONS: Tool = {
  ...RENOVATE,
  missing: () => (findOnPath('tar') ? [] : ['tar']),
  async install(folder) {
    const name = `renovate@${RENOVATE.version}`
    await runCommand('npm', ['pack', name, '--silent', '--ignore-scripts'], { cwd: folder })
    const [archive = ''] = globSync(join(folder, 'renovate-*.tgz'))
    await runCommand('tar', ['-xzf', archive, OPTIONS], { cwd: folder })
    rmSync(archive)
  },
}

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

/** The path of the source that lists Renovate's settings with their types. */
export async function renovateOptions(): Promise<string> {
  await installed(RENOVATE_OPTIONS)
  return join(programsOf(placesAt(0).cache, RENOVATE_OPTIONS), OPTIONS)
}

/** The path of k6; the first time takes minutes. @throws Error without Go */
export async function k6(): Promise<string> {
  await installed(K6)
  return join(programsOf(placesAt(0).cache, K6), 'bin/k6')
}

type Tools = Readonly<
  Record<'helm' | 'helmUnittest' | 'kubeScore' | 'actionlint' | 'gitleaks', Program>
>

/** All are in place when this resolves; the first time takes minutes. @throws Error without Go */
export async function operationsTools(): Promise<Tools> {
  for (const tool of [HELM, HELM_UNITTEST, KUBE_SCORE, ACTIONLINT, GITLEAKS]) await installed(tool)
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
    helmUnittest: program(HELM_UNITTEST),
    kubeScore: program(KUBE_SCORE),
    actionlint: program(ACTIONLINT),
    gitleaks: program(GITLEAKS),
  }
}
