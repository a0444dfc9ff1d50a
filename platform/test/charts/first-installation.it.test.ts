// Migrations run before anything of a release is there, so what they need comes before them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SERVICE_NAMES } from '../../parts.ts'
import { type Chart, type Manifest, openChart, type Rendered } from './rendered.ts'

const STORE = ['externalSecrets.store=vault']
let chart: Chart
let production: Rendered

beforeAll(async () => {
  chart = await openChart()
  production = await chart.render('production', ...STORE)
}, 900_000)
afterAll(() => chart?.[Symbol.asyncDispose]())

const weightOf = ({ metadata }: Manifest): number | undefined =>
  metadata.annotations?.['helm.sh/hook'] === 'pre-install,pre-upgrade'
    ? Number(metadata.annotations['helm.sh/hook-weight'])
    : undefined

const migrationsOf = (rendered: Rendered): readonly Manifest[] =>
  rendered.all('Job').filter(({ metadata }) => metadata.name.includes('-migrate-'))

/** Names of Secrets that a manifest's pods read. */
const readBy = (manifest: Manifest): string[] => {
  const text = JSON.stringify(manifest)
  const references = text.matchAll(/"secret(?:Key)?Ref":\{[^}]*"name":"([^"]+)"/g)
  return [...references].map(([, name]) => name!)
}

test('the store is asked for what a migration reads before it runs', () => {
  expect(migrationsOf(production)).toHaveLength(SERVICE_NAMES.length)
  for (const job of migrationsOf(production)) {
    expect(readBy(job), job.metadata.name).toHaveLength(2)
    for (const secret of readBy(job)) {
      const before = weightOf(production.one('ExternalSecret', secret))
      expect(before, secret).toBeLessThan(weightOf(job)!)
    }
  }
})

test('Helm asks anew each time, and the Secret does not go with the old request', () => {
  for (const { metadata, spec } of production.all('ExternalSecret')) {
    const { target } = spec as unknown as { target: { creationPolicy?: string } }
    const anew = metadata.annotations?.['helm.sh/hook'] !== undefined
    expect(target.creationPolicy, metadata.name).toBe(anew ? 'Orphan' : 'Owner')
  }
})

test('every Secret that a pod reads is asked for, and no other', async () => {
  const backup = ['backup.enabled=true', 'backup.operator=', 'backup.claim=data-postgres-0']
  for (const environment of ['staging', 'production'] as const) {
    const rendered = await chart.render(environment, ...STORE, ...backup)
    const asked = rendered.all('ExternalSecret').map(({ metadata }) => metadata.name)
    const read = rendered.manifests.flatMap(readBy)
    expect(asked.sort()).toEqual([...new Set(read)].sort())
  }
})

test('a migration reaches its database, and nothing else, where all else is denied', () => {
  const policy = production.one('NetworkPolicy', 'migrations')
  const { podSelector, egress } = policy.spec as unknown as {
    podSelector: { matchLabels: Record<string, string> }
    egress: NonNullable<Manifest['spec']['egress']>
  }
  for (const job of migrationsOf(production)) {
    expect(weightOf(policy)).toBeLessThan(weightOf(job)!)
    expect(job.spec.template.metadata.labels).toMatchObject(podSelector.matchLabels)
  }
  expect(egress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([53, 53, 5432])
})

test('on a laptop the database comes with the release, so nothing runs before it', async () => {
  const local = await chart.render('local', ...STORE)
  expect(local.manifests.filter((manifest) => weightOf(manifest) !== undefined)).toEqual([])
})
