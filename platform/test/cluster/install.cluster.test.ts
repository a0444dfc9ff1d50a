// What the API server of a real control plane says of the charts, and what becomes of a first
// installation.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PART_NAMES, SERVICE_NAMES } from '../../parts.ts'
import { ENVIRONMENTS } from '../charts/rendered.ts'
import { type Installation, isReady, NAMESPACE, openInstallation } from './installation.ts'

let pk: Installation
let room: string

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'pk-auto-cluster-files-'))
  pk = await openInstallation()
})
afterAll(async () => {
  await pk?.[Symbol.asyncDispose]()
  await rm(room, { recursive: true })
})

const STORE = 'externalSecrets.store=vault'
/** Ours, in place of the operator's: both together are refused. */
const BACKUP = ['backup.enabled=true', 'backup.operator=', 'backup.claim=data-postgres-0']

test.for([
  ...ENVIRONMENTS.map((environment) => [environment, [STORE, ...BACKUP]] as const),
  ['production', ['edge.kind=ingress', STORE]] as const,
])('%s with %j is accepted as it would be written', async ([environment, sets]) => {
  const file = join(room, `${environment}.yaml`)
  await writeFile(file, (await pk.chart.render(environment, ...sets)).text)
  const strict = ['--dry-run=server', '--server-side', '--validate=strict']
  const { code, output } = await pk.cluster.tryKubectl(
    ...['apply', ...strict, `-n=${NAMESPACE}`, '-f', file],
  )
  expect(code, output).toBe(0)
  expect(output).not.toMatch(/warning/i)
})

test('what no definition knows is refused, so that being accepted means something', async () => {
  const { text } = await pk.chart.render('staging', STORE)
  const refused = async (find: string, put: string): Promise<string> => {
    const file = join(room, 'wrong.yaml')
    await writeFile(file, text.replace(find, put))
    const { code, output } = await pk.cluster.tryKubectl(
      ...['apply', '--dry-run=server', '--server-side', '--validate=strict'],
      ...[`-n=${NAMESPACE}`, '-f', file],
    )
    expect(code).toBe(1)
    return output
  }
  expect(await refused('refreshInterval: 1h', 'refreshEvery: 1h')).toContain('refreshEvery')
  expect(await refused('hostnames:', 'hosts:')).toContain('spec.hosts')
  expect(await refused('maxUnavailable: 0', 'maxUnavailable: none')).toContain('maxUnavailable')
})

test('every part of parts.ts is installed: it has a Deployment that gets ready', async () => {
  await pk.upgrade()
  await until('the autoscalers have brought two pods of each', async () =>
    (await pk.deployments()).every(({ spec }) => spec.replicas === 2),
  )
  const ready = () => pk.deployments().then((all) => all.every(isReady))
  await until('all are ready', ready, { timeoutMs: 30_000 })
  for (const part of PART_NAMES) expect((await pk.deployments(part)).length, part).toBe(1)
})

test('the store was asked for each service’s Secrets before its migration ran', () => {
  const created = pk.cluster
    .requests()
    .filter(({ objectRef, responseStatus, requestURI }) =>
      [
        objectRef?.namespace === NAMESPACE && responseStatus.code < 300,
        !requestURI.includes('dryRun'),
      ].every(Boolean),
    )
    .map(({ objectRef }) => `${objectRef?.resource} ${objectRef?.name}`)
  for (const service of SERVICE_NAMES) {
    const ran = created.findIndex((it) => it.startsWith(`jobs ${service}-migrate-`))
    for (const secret of [service, `${service}-owner`]) {
      const asked = created.indexOf(`externalsecrets ${secret}`)
      expect(asked, secret).toBeGreaterThan(-1)
      expect(asked, secret).toBeLessThan(ran)
    }
    expect(created.indexOf('networkpolicies migrations')).toBeLessThan(ran)
  }
})

test('no pod is refused by the restricted standard, and pods are spread', async () => {
  const events = await pk.list<{ reason: string; message: string }>('events')
  expect(events.filter(({ reason }) => reason === 'FailedCreate')).toEqual([])
  type Placed = { metadata: { labels: Record<string, string> }; spec: { nodeName: string } }
  const pods = await pk.list<Placed>('pods', '--field-selector=status.phase=Running')
  const nodes = Map.groupBy(pods, ({ metadata }) => metadata.labels['app.kubernetes.io/name'])
  for (const part of PART_NAMES)
    expect(new Set(nodes.get(part)?.map(({ spec }) => spec.nodeName)).size, part).toBe(2)
})

test('the forms of production get ready too, a Deployment for each role', async () => {
  await pk.upgrade([], [`--values=${pk.chart.valuesOf('production')}`])
  await until('all are ready, none alone', async () =>
    (await pk.deployments()).every((each) => isReady(each) && each.spec.replicas! > 1),
  )
  const names = (await pk.deployments('media-iq')).map(({ metadata }) => metadata.name)
  expect(names).toEqual(['api', 'consume', 'jobs', 'relay'].map((role) => `media-iq-${role}`))
})
