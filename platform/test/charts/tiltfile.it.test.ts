// The Tiltfile, run under stand-ins of Tilt's functions: every part is built, updated and reached.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { findOnPath, tryCommand } from '@pk-auto/servers/machine/command'
import { pythonTools } from '@pk-auto/servers/python-tools'
import { beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { PART_NAMES, partOf, SERVICE_NAMES } from '../../parts.ts'
import { secretNamesOf } from '../../secrets/secret-names.ts'
import { type Chart, openChart, type Rendered } from './rendered.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const REPO = fileURLToPath(new URL('../../../', import.meta.url))

type Call = { readonly function: string } & Readonly<Record<string, unknown>>
let calls: readonly Call[]
let local: Rendered

beforeAll(async () => {
  const python = await pythonTools(`${HERE}requirements.txt`)
  const { code, output } = await python.run('python', [`${HERE}run_tiltfile.py`, REPO], {
    cwd: REPO,
  })
  if (code !== 0) throw new Error(output)
  calls = JSON.parse(output) as Call[]
  await using chart: Chart = await openChart()
  local = await chart.render('local')
}, 900_000)

const of = (name: string): readonly Call[] => calls.filter((call) => call.function === name)

test('every part is built from its folder, under the name that the chart runs', () => {
  const built = of('docker_build').map(({ ref }) => ref)
  expect(built).toEqual(PART_NAMES.map((name) => `pk-auto/${name}`))
  for (const part of PART_NAMES) {
    const [container] = local.one('Deployment', part).spec.template.spec.containers
    expect(container!.image.split(':')[0]).toBe(`pk-auto/${part}`)
  }
})

test('a web client is built by the recipe of web clients, all others by the other one', () => {
  for (const call of of('docker_build')) {
    const name = String(call['ref']).replace('pk-auto/', '') as (typeof PART_NAMES)[number]
    const recipe = partOf(name).kind === 'web' ? 'web' : 'node'
    expect(call['dockerfile'], name).toBe(`deploy/docker/${recipe}.Dockerfile`)
  }
})

test('every workload of the chart has its group, and whoever people open has its port', () => {
  const workloads = [...local.all('Deployment'), ...local.all('StatefulSet')]
  const named = new Map(of('k8s_resource').map((call) => [call['workload'], call]))
  expect([...named.keys()].map(String).sort()).toEqual(
    workloads.map(({ metadata }) => metadata.name).sort(),
  )
  for (const part of PART_NAMES) {
    const { kind } = partOf(part)
    const forwards = named.get(part)!['port_forwards'] as unknown[]
    if (kind !== 'service') expect(forwards, part).toHaveLength(1)
  }
})

test('what is saved is copied into the running container, which watches it', () => {
  for (const call of of('docker_build')) {
    const name = String(call['ref']).replace('pk-auto/', '')
    expect(call['live_update'], name).not.toEqual([])
    const [container] = local.one('Deployment', name).spec.template.spec.containers
    // The web's own stage follows what is saved; all others are started by the chart.
    if (partOf(name as (typeof PART_NAMES)[number]).kind === 'web')
      expect([call['target'], container!.command]).toEqual(['dev', undefined])
    else expect(container!.command, name).toContain('--watch')
  }
  const recipe = readFileSync(`${REPO}deploy/docker/web.Dockerfile`, 'utf8')
  expect(recipe.split(/^FROM /m).find((stage) => /AS dev$/m.test(stage))).toContain('src/dev.ts')
})

test('there is a button for data, for proof, and for each benchmark of the night', () => {
  const buttons = new Map(of('local_resource').map((call) => [call['name'], String(call['cmd'])]))
  expect(buttons.get('fill the market')).toBe(
    `scripts/fill-market http://localhost:${portsAt(0).gateways.pwa}`,
  )
  for (const [name, command] of buttons) {
    const files = command.split(' ').filter((word) => word.startsWith('scripts/'))
    expect(
      files.filter((file) => !existsSync(REPO + file)),
      String(name),
    ).toEqual([])
  }
  const nightly = readFileSync(`${REPO}.github/workflows/nightly.yml`, 'utf8')
  const benches = [...nightly.matchAll(/\{ name: (\S+), script: (.+?) \}/g)]
  expect(benches.length).toBeGreaterThan(5)
  for (const [, name, script] of benches)
    expect(buttons.get(`bench: ${name}`)).toBe(`scripts/with-node ${script}`)
})

test('the Secrets that it applies hold what each part and each migration reads', async () => {
  const node = findOnPath('node') ?? process.execPath
  const { code, output } = await tryCommand(node, ['scripts/cluster-secrets.ts'], { cwd: REPO })
  expect(code, output).toBe(0)
  type Secret = { metadata: { name: string }; stringData: Record<string, string> }
  const secrets = parseAllDocuments(output).map((each) => each.toJS() as Secret)
  const keysOf = new Map(secrets.map((each) => [each.metadata.name, Object.keys(each.stringData)]))
  for (const part of PART_NAMES)
    expect([...(keysOf.get(part) ?? [])].sort(), part).toEqual([...secretNamesOf(part)].sort())
  for (const service of SERVICE_NAMES)
    expect(keysOf.get(`${service}-owner`)).toEqual(['DATABASE_OWNER_URL'])
  const read = local.manifests.flatMap((each) =>
    [...JSON.stringify(each).matchAll(/"secretRef":\{"name":"([^"]+)"/g)].map(([, name]) => name),
  )
  expect([...new Set(read)].filter((name) => !keysOf.has(name!))).toEqual([])
})
