// The workflows of GitHub: actionlint reads them, our own rules hold, and what they name is there.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operationsTools, type Program } from '@pk-auto/servers/operations'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ENVIRONMENTS } from '../charts/rendered.ts'
import { linters, REPO, treeFiles } from './tree.ts'
import { actionsIn, breaksOf, scriptsIn } from './workflow-rules.ts'

let actionlint: Program
let room: string
const texts = new Map<string, string>()
beforeAll(async () => {
  const { bin } = await linters()
  const tool = (await operationsTools()).actionlint
  actionlint = (...files) =>
    tool('-no-color', '-shellcheck', join(bin, 'shellcheck'), '-pyflakes', '', ...files)
  room = await mkdtemp(join(tmpdir(), 'pk-auto-workflows-'))
  for (const file of treeFiles().filter((name) => /^\.github\/.+\.ya?ml$/.test(name)))
    texts.set(file, await readFile(join(REPO, file), 'utf8'))
}, 900_000)
afterAll(() => rm(room, { recursive: true, force: true }))

const workflows = () => [...texts.keys()].filter((file) => file.includes('/workflows/'))
const textOf = (name: string): string => texts.get(`.github/workflows/${name}.yml`) ?? ''

test('actionlint and shellcheck find nothing in any workflow', async () => {
  expect(workflows().length).toBeGreaterThanOrEqual(5)
  const { code, output } = await actionlint(...workflows().map((file) => join(REPO, file)))
  expect(code, output).toBe(0)
})

test('what our own actions run passes shellcheck, which actionlint does not look at', async () => {
  const scripts = [...texts]
    .filter(([file]) => !file.includes('/workflows/'))
    .flatMap(([, text]) => scriptsIn(text))
  expect(scripts.length).toBeGreaterThan(0)
  const file = join(room, 'actions.sh')
  await writeFile(file, `#!/bin/bash\n${scripts.join('\n')}`)
  const { code, output } = await (await linters()).run('shellcheck', [file], { cwd: room })
  expect(code, output).toBe(0)
})

test('actionlint refuses a job that waits for nobody, and a script that falls apart', async () => {
  const file = join(room, 'bad.yml')
  await writeFile(
    file,
    `on: push
jobs:
  a:
    needs: nobody
    runs-on: ubuntu-24.04
    steps:
      - run: rm -r $HOME/$1
`,
  )
  const { code, output } = await actionlint(file)
  expect(code).not.toBe(0)
  expect(output).toMatch(/nobody/)
  expect(output).toMatch(/SC2086/)
})

test('workflows and actions keep our rules', () => {
  for (const [file, text] of texts) expect(breaksOf(text), file).toEqual([])
})

test('an action has one commit and one version everywhere', () => {
  const versions = new Map([...texts.values()].flatMap((text) => [...actionsIn(text)]))
  expect(versions.size).toBeGreaterThan(5)
  const names = [...versions.keys()].map((action) => action.split('@')[0])
  expect([...new Set(names)]).toHaveLength(names.length)
})

const GOOD = `on: push
permissions: {}
concurrency: release
defaults: { run: { shell: bash } }
jobs:
  a:
    permissions: { contents: read }
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${'0'.repeat(40)} # v6.0.2
        with:
          persist-credentials: false
      - run: echo "$NAME"
`
test('a workflow that keeps them breaks nothing', () => {
  expect(breaksOf(GOOD)).toEqual([])
})
test.for([
  ['a tag instead of a commit', [/@0+ # v6.0.2/, '@v6'], /not pinned.*@v6/],
  ['a commit without its version', [/ # v6.0.2/, ''], /not pinned/],
  ['rights for all jobs', [/permissions: \{\}/, 'permissions: write-all'], /are not \{\}/],
  ['a job without rights of its own', [/permissions: \{ contents.*/, ''], /no permissions/],
  ['no limit of time', [/timeout-minutes: 5/, ''], /no timeout/],
  ['a token left behind', [/persist-credentials: false/, 'fetch-depth: 0'], /persist-credentials/],
  ['foreign words in a script', [/"\$NAME"/, '${{ github.head_ref }}'], /expression inside/],
  ['a pipe that hides a failure', [/shell: bash/, 'shell: sh'], /inside a pipe/],
  ['two runs at once', [/concurrency: release\n/, ''], /no concurrency/],
  ['foreign code with our rights', [/on: push/, 'on: { pull_request_target: }'], /foreign code/],
] as const)('%s is refused', ([, [find, put], line]) => {
  const text = GOOD.replace(find, put)
  expect(text).not.toBe(GOOD)
  expect(breaksOf(text).join('\n')).toMatch(line)
})

test('a change runs what it touches, main runs everything, the night runs the slow ones', () => {
  expect(textOf('checks')).toContain('scripts/test --since')
  expect(textOf('release')).toMatch(/command: \.ci\/run$/m)
  expect(textOf('nightly')).toContain('.ci/run --long')
})

test('what a workflow starts is there', () => {
  const all = [...texts.values()].join('\n')
  const named = [...all.matchAll(/(?:scripts|packages|deploy)\/[\w./-]+\.(?:ts|Dockerfile)/g)]
  const paths = [...named.map(([path]) => path), 'scripts/roll-out']
  expect(paths.length).toBeGreaterThan(10)
  const there = new Set(treeFiles())
  expect(paths.filter((path) => !there.has(path))).toEqual([])
})

test('all images of a release stand on one base, by digest', async () => {
  type Step = { id?: string; run?: string; with?: { 'build-args'?: string } }
  type Jobs = Record<'parts' | 'image', { steps: Step[]; outputs: Record<string, string> }>
  const { jobs } = parse(textOf('release')) as { jobs: Jobs }
  expect(jobs.parts.outputs['base']).toBe('${{ steps.base.outputs.base }}')
  const { run } = jobs.parts.steps.find(({ id }) => id === 'base')!
  const asked = async (base: string): Promise<string> => {
    const output = join(room, `base-of-${base.length}`)
    const stub = `sed() { echo '${base}'; }
docker() { echo '{"digest":"sha256:abc"}'; }
jq() { grep -o 'sha256:[a-z]*'; }`
    execFileSync('bash', ['-euc', `${stub}\n${run}`], {
      env: { ...process.env, GITHUB_OUTPUT: output },
    })
    return (await readFile(output, 'utf8')).trim()
  }
  expect(await asked('node:1')).toBe('base=node:1@sha256:abc')
  expect(await asked('node:1@sha256:def')).toBe('base=node:1@sha256:def')
  const built = jobs.image.steps.find(({ id }) => id === 'build')!.with!['build-args']
  expect(built).toContain('NODE_IMAGE=${{ needs.parts.outputs.base }}')
})

test('an environment is each a folder of values, in the order in which a release goes', () => {
  type Deploy = { needs: string | string[]; with: { environment: string } }
  const { jobs } = parse(textOf('release')) as { jobs: Record<string, Deploy> }
  const deployed = Object.values(jobs).filter((job) => job.with?.environment)
  expect(deployed.map((job) => job.with.environment)).toEqual(
    ENVIRONMENTS.filter((name) => name !== 'local'),
  )
  expect(deployed.map(({ needs }) => [needs].flat().at(-1))).toEqual(['chart', 'dev', 'staging'])
})

test('what is not signed goes nowhere, and nothing but scripts/roll-out changes a cluster', () => {
  type Named = { run?: string }
  const { jobs } = parse(textOf('deploy')) as { jobs: { deploy: { steps: Named[] } } }
  const runs = jobs.deploy.steps.map(({ run = '' }) => run)
  const at = (part: string) => runs.findIndex((run) => run.includes(part))
  expect(at('cosign verify')).toBeGreaterThan(-1)
  expect(at('scripts/roll-out "$ENVIRONMENT"')).toBeGreaterThan(at('cosign verify'))
  expect(runs.filter((run) => /helm (upgrade|rollback)|kubectl/.test(run))).toEqual([])
})

test('Helm is the one that the charts are tested with', async () => {
  const tools = await readFile(join(REPO, 'packages/servers/src/operations.ts'), 'utf8')
  const [module = 'none'] = /helm\.sh\/helm\/v4\/cmd\/helm@[\w.]+/.exec(tools) ?? []
  expect(texts.get('.github/actions/helm/action.yml')).toContain(`go install ${module}\n`)
})
