// What every part is in a cluster, as Helm renders it for each environment.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { operationsTools } from '@pk-auto/servers/operations'
import { pythonTools } from '@pk-auto/servers/python-tools'
import { localUrls } from '@pk-auto/servers/server-urls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentOf } from '../../environment.ts'
import { GATEWAY_NAMES, PART_NAMES, partOf, SERVICE_NAMES } from '../../parts.ts'
import { secretNamesOf } from '../../secrets/secret-names.ts'
import { type Chart, ENVIRONMENTS, type Manifest, openChart, type Rendered } from './rendered.ts'
import { WAIVED } from './waived.ts'

let chart: Chart
let production: Rendered
let room: string

beforeAll(async () => {
  chart = await openChart()
  production = await chart.render('production')
  room = await mkdtemp(join(tmpdir(), 'pk-auto-manifests-'))
}, 900_000)
afterAll(async () => {
  await chart?.[Symbol.asyncDispose]()
  if (room) await rm(room, { recursive: true })
})

type Resources = { readonly requests: { readonly cpu: string } }

const deploymentsOf = (rendered: Rendered, part: string): Manifest[] =>
  rendered
    .all('Deployment')
    .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === part)

/** Names of what a part's container is environmentNames, secrets aside. */
const environmentNames = ({ spec }: Manifest): string[] =>
  (spec.template.spec.containers[0]?.env ?? []).map(({ name }) => name)

test.each(ENVIRONMENTS)(
  '%s passes Helm, the schemas of Kubernetes and kube-score',
  async (environment) => {
    const lint = await chart.helm(
      'lint',
      '--strict',
      chart.folder,
      '-f',
      chart.valuesOf(environment),
      '--set',
      'images.tag=1.2.3',
    )
    expect(lint.output).toContain('0 chart(s) failed')
    const file = join(room, `${environment}.yaml`)
    await writeFile(file, (await chart.render(environment)).text)
    const python = await pythonTools(fileURLToPath(new URL('requirements.txt', import.meta.url)))
    const valid = await python.run('kubernetes-validate', ['-k', '1.36', '--strict', file], {
      cwd: room,
    })
    expect(valid.code, valid.output).toBe(0)
    // The routes of the Gateway API alone are not in the schemas of Kubernetes.
    const unknown = valid.output.split('\n').filter((line) => /schema for kind/.test(line))
    expect(unknown.filter((line) => !line.includes('HTTPRoute'))).toEqual([])
    const { kubeScore } = await operationsTools()
    const ignored = Object.keys(WAIVED).flatMap((name) => ['--ignore-test', name])
    // A limit on the processor throttles bursts while the node is idle.
    const flags = ['--output-format', 'ci', '--ignore-container-cpu-limit', ...ignored]
    const scored = await kubeScore('score', ...flags, file)
    expect(
      scored.output.split('\n').filter((line) => /^\[(CRITICAL|WARNING)\]/.test(line)),
    ).toEqual([])
  },
)

test('every part of the platform is there with an address, a name and a policy of its own', () => {
  for (const part of PART_NAMES) {
    expect(deploymentsOf(production, part).length, part).toBeGreaterThan(0)
    for (const kind of ['Service', 'ServiceAccount', 'NetworkPolicy', 'PodDisruptionBudget'])
      production.one(kind, part)
  }
})

test('each gets what its configuration reads, by the chart or by its own Secret', () => {
  const place = { servers: localUrls(portsAt(0)), ports: portsAt(0), namespace: '' } as const
  for (const part of PART_NAMES) {
    const needed = Object.keys(environmentOf(part, { ...place, profile: 'development' }))
    const [deployment] = deploymentsOf(production, part)
    const secret = secretNamesOf(part)
    // An image listens on all its addresses.
    const missing = needed.filter(
      (name) => name !== 'HOST' && !environmentNames(deployment!).includes(name),
    )
    expect(missing.sort(), part).toEqual([...secret].sort())
    const from = deployment!.spec.template.spec.containers[0]!.envFrom ?? []
    expect(from.map(({ secretRef }) => secretRef.name)).toEqual(secret.length > 0 ? [part] : [])
  }
})

test('where brokers ask for a login each part has its own name, and a laptop none', async () => {
  const local = await chart.render('local')
  const userOf = ({ spec }: Manifest): unknown =>
    spec.template.spec.containers[0]?.env?.find(({ name }) => name === 'KAFKA_USER')?.value
  for (const part of PART_NAMES) {
    const { uses = [] } = partOf(part) as { uses?: readonly string[] }
    const wanted = uses.includes('kafka') ? part : undefined
    for (const deployment of deploymentsOf(production, part))
      expect(userOf(deployment), part).toBe(wanted)
    for (const deployment of deploymentsOf(local, part))
      expect(userOf(deployment), part).toBeUndefined()
  }
})

test('nothing runs as root, writes to its image or holds a token of the cluster', () => {
  for (const { spec, metadata } of [...production.all('Deployment'), ...production.all('Job')]) {
    const { spec: pod } = spec.template
    expect(pod.automountServiceAccountToken, metadata.name).toBe(false)
    expect(pod.securityContext.runAsNonRoot, metadata.name).toBe(true)
    for (const { securityContext } of pod.containers)
      expect(securityContext, metadata.name).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
  }
})

test('before new pods come, a database is migrated by its owner’s own Secret', () => {
  const jobs = production.all('Job').filter(({ metadata }) => metadata.name.includes('-migrate-'))
  const migrated = jobs.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] ?? '')
  expect(migrated.sort()).toEqual([...SERVICE_NAMES].sort())
  for (const { metadata } of jobs)
    expect(metadata.annotations!['helm.sh/hook']).toBe('pre-install,pre-upgrade')
  // They run before anything of the release is there: also before its accounts and ConfigMaps.
  for (const { spec } of jobs) {
    expect(spec.template.spec).not.toHaveProperty('serviceAccountName')
    expect(JSON.stringify(spec.template.spec)).not.toContain('configMap')
  }
  const readers = production.manifests.filter((each) => JSON.stringify(each).includes('-owner"'))
  expect(readers.map(({ kind }) => kind)).toEqual(SERVICE_NAMES.map(() => 'Job'))
})

test('a job cannot be changed, so each release has jobs of its own', async () => {
  for (const rendered of [production, await chart.render('local')])
    for (const { metadata } of rendered.all('Job')) expect(metadata.name).toMatch(/-1$/)
})

test('an address leads to pods that answer: not to migrations, nor to other roles', () => {
  const answers = ({ spec }: Manifest, labels: Readonly<Record<string, string>>) =>
    Object.entries(spec.selector).every(([name, value]) => labels[name] === value)
  const service = production.one('Service', 'media-iq')
  const roles = deploymentsOf(production, 'media-iq')
  expect(roles.map(({ metadata }) => metadata.name).sort()).toEqual(
    ['api', 'consume', 'jobs', 'relay'].map((role) => `media-iq-${role}`),
  )
  expect(
    roles
      .filter(({ spec }) => answers(service, spec.template.metadata.labels))
      .map(({ metadata }) => metadata.name),
  ).toEqual(['media-iq-api'])
  for (const { spec, metadata } of production.all('Job'))
    for (const address of production.all('Service'))
      expect(answers(address, spec.template.metadata.labels), metadata.name).toBe(false)
})

test('the other slot is started beside, and the switch changes the addresses alone', async () => {
  const tags = ['parts.web.slots.blue=1.2.3', 'parts.web.slots.green=1.3.0']
  const before = await chart.render('production', ...tags)
  const after = await chart.render('production', ...tags, 'parts.web.slots.active=green')
  expect(
    deploymentsOf(before, 'web').map(({ spec }) => spec.template.spec.containers[0]!.image),
  ).toEqual(['1.2.3', '1.3.0'].map((tag) => `ghcr.io/pk-auto/web:${tag}`))
  const changed = after.manifests.filter(
    (each, i) => JSON.stringify(each) !== JSON.stringify(before.manifests[i]),
  )
  expect(changed.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Service web',
    'Service web-preview',
  ])
  expect(after.one('Service', 'web').spec.selector['pk-auto/slot']).toBe('green')
  expect(after.one('Service', 'web-preview').spec.selector['pk-auto/slot']).toBe('blue')
})

test('a digest says exactly what runs, and the other slot may run another', async () => {
  const [active, other] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`)
  const set = [`parts.web.digest=${active}`, `parts.leads.digest=${active}`]
  const rendered = await chart.render('production', ...set, `parts.web.slots.green=${other}`)
  const imagesOf = (part: string) =>
    deploymentsOf(rendered, part).map(({ spec }) => spec.template.spec.containers[0]!.image)
  expect(imagesOf('leads')).toEqual([`ghcr.io/pk-auto/leads@${active}`])
  expect(imagesOf('web')).toEqual([active, other].map((it) => `ghcr.io/pk-auto/web@${it}`))
})

test('a chart that names every image by digest needs no tag', async () => {
  const digest = `sha256:${'c'.repeat(64)}`
  const set = PART_NAMES.map((name) => `parts.${name}.digest=${digest}`)
  for (const environment of ENVIRONMENTS) {
    const { text } = await chart.render(environment, 'images.tag=', ...set)
    const ours = text.matchAll(/image: (?:ghcr\.io\/)?pk-auto\/\S+$/gm)
    for (const [image] of ours) expect(image, environment).toContain(`@${digest}`)
    expect(text.split(digest).length, environment).toBeGreaterThan(PART_NAMES.length)
  }
})

test('a setting that nothing reads and a part that does not exist are refused', async () => {
  await expect(chart.render('staging', 'parts.search.replica=4')).rejects.toThrow(/replica/)
  await expect(chart.render('staging', 'parts.serach.replicas=4')).rejects.toThrow(/serach/)
  const inner = {
    'parts.media-iq.roles.api.replica=4': /replica/,
    'parts.leads.resources.request.cpu=1': /request/,
    'parts.leads.resources.limits.memroy=1Gi': /memroy/,
    'backup.resources.limit.memory=1Gi': /limit/,
    'edge.from[0].podSelecter.matchLabels.app=edge': /podSelecter/,
    'servers.redis.to[0].ipBlock.cidrs=10.0.0.0/8': /cidrs/,
  }
  for (const [setting, named] of Object.entries(inner))
    await expect(chart.render('staging', setting), setting).rejects.toThrow(named)
  await expect(chart.render('staging', 'images.tag=')).rejects.toThrow(/images.tag/)
  await expect(chart.render('staging', 'servers.redis.cidrs=null')).rejects.toThrow(/redis.cidrs/)
})

test('three pods carry what was reckoned for the busiest moment, not twice that', async () => {
  const table = readFileSync(new URL('../../../docs/capacity.md', import.meta.url), 'utf8')
  const rows = [...table.matchAll(/^\| ([\w-]+) +\| +[\d.]+ \| +([\d.]+) \| +(\d+) \|$/gm)]
  expect(rows.length).toBeGreaterThan(6)
  for (const [, part = '', cores, pods] of rows) {
    const [first] = deploymentsOf(production, part)
    const { requests } = first!.spec.template.spec.containers[0]!.resources as Resources
    // The autoscaler's mark, and what any part asks for.
    const need = Math.max(100, (1_000 * Number(cores)) / Number(pods) / 0.65)
    const asked = Number(requests.cpu.replace('m', ''))
    expect(asked, part).toBeGreaterThanOrEqual(need)
    expect(asked, part).toBeLessThanOrEqual(2 * need)
  }
})

test('a new configuration is a new name, and so a new pod', async () => {
  type Volumes = { volumes: { name: string; configMap?: { name: string } }[] }
  const readBy = (rendered: Rendered, deployment: string) => {
    const { volumes } = rendered.one('Deployment', deployment).spec.template
      .spec as unknown as Volumes
    return volumes.find(({ name }) => name === 'config')?.configMap?.name ?? ''
  }
  for (const { metadata } of production.all('Deployment')) {
    const name = readBy(production, metadata.name)
    if (name) expect(production.one('ConfigMap', name)).toHaveProperty('data')
  }
  const name = readBy(production, 'leads')
  expect(production.one('ConfigMap', name)).toMatchObject({
    data: { 'leads.yaml': expect.stringContaining('retentionDays') },
  })
  const other = await chart.render('production', 'parts.leads.config.retentionDays=9')
  expect(readBy(other, 'leads')).not.toBe(name)
  expect(readBy(other, 'search')).toBe(readBy(production, 'search'))
})

test('outside of a laptop nobody is alone: two pods at least of each part', async () => {
  for (const rendered of [production, await chart.render('staging')]) {
    const least = new Map(
      rendered
        .all('HorizontalPodAutoscaler')
        .map((each) => [each.metadata.name, each.spec.minReplicas]),
    )
    for (const { metadata, spec } of rendered.all('Deployment'))
      expect(spec.replicas ?? least.get(metadata.name), metadata.name).toBeGreaterThan(1)
  }
})

test('each has 5 s to go out of sight and 25 s to drain before it is killed at 40 s', () => {
  for (const part of PART_NAMES)
    for (const { spec } of deploymentsOf(production, part)) {
      expect(spec.template.spec.terminationGracePeriodSeconds).toBe(40)
      expect(spec.template.spec.containers[0]).toMatchObject({
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      })
    }
})

test('flags reach running gateways: they mount the whole ConfigMap, and no pod starts anew', () => {
  for (const name of GATEWAY_NAMES)
    for (const { spec } of deploymentsOf(production, name)) {
      const { env, volumeMounts } = spec.template.spec.containers[0]!
      expect(volumeMounts).toContainEqual({
        name: 'flags',
        mountPath: '/app/flags',
        readOnly: true,
      })
      expect(env).toContainEqual({ name: 'FLAGS_FILE', value: '/app/flags/flags.json' })
    }
  const { data } = production.one('ConfigMap', 'flags') as unknown as { data: object }
  expect(Object.keys(data)).toEqual(['flags.json'])
  expect(deploymentsOf(production, 'gateway-pwa').length).toBeGreaterThan(0)
})
