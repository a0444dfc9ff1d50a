// The daily backup in a cluster: only where it is asked for, and then with everything it needs.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { operationsTools } from '@pk-auto/servers/operations'
import { archiveCommand } from '@pk-auto/backup/hand-over'
import { pythonTools } from '@pk-auto/servers/python-tools'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chart, openChart, type Pod } from './rendered.ts'
import { WAIVED } from './waived.ts'

/** In place of production's operator. */
const ENABLED = ['backup.enabled=true', 'backup.operator=']
const ASKED = [...ENABLED, 'backup.claim=data-postgres-0']
let chart: Chart

beforeAll(async () => void (chart = await openChart()), 900_000)
afterAll(() => chart?.[Symbol.asyncDispose]())

test('it is off unless somebody asks, and asks for the disk it reads', async () => {
  const rendered = await chart.render('production')
  expect(rendered.text).not.toContain('postgres-backup')
  await expect(chart.render('production', ...ENABLED)).rejects.toThrow(/backup.claim/)
})

test('it reads the disk as its owner, writes nothing there, and reaches two servers', async () => {
  const rendered = await chart.render('local', ...ASKED)
  const { spec } = rendered.one('CronJob', 'postgres-backup') as unknown as {
    spec: { concurrencyPolicy: string; jobTemplate: { spec: { template: Pod } } }
  }
  expect(spec.concurrencyPolicy).toBe('Forbid')
  const pod = spec.jobTemplate.spec.template.spec
  const [container] = pod.containers
  // An image holds what its service depends on: media-iq's has the object store's client anyway.
  expect(container!.image).toContain('/media-iq:')
  const manifest = new URL('../../../services/media-iq/package.json', import.meta.url)
  expect(JSON.parse(await readFile(manifest, 'utf8'))).toMatchObject({
    dependencies: { '@pk-auto/backup': expect.any(String) },
  })
  expect(container!.command).toEqual(['node', '/app/packages/backup/src/main.ts', 'base'])
  expect(container!.volumeMounts[0]).toMatchObject({ mountPath: '/pgdata', readOnly: true })
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 999 })
  const reached = ['postgres', 's3', 'kafka', 'redis'].filter((server) =>
    JSON.stringify(rendered.one('NetworkPolicy', server).spec.ingress).includes('postgres-backup'),
  )
  expect(reached).toEqual(['postgres', 's3'])
  expect(rendered.one('NetworkPolicy', 'postgres-backup').spec.egress).toHaveLength(3)
})

test('next to a server inside stands what stores the log that it hands over', async () => {
  const rendered = await chart.render('local')
  const { containers } = rendered.one('StatefulSet', 'postgres').spec.template.spec
  const [server, ship] = containers as unknown as { args: string[]; command: string[] }[]
  expect(server!.args).toContain(`archive_command=${archiveCommand('/wal')}`)
  expect(server!.args).toContain('archive_mode=on')
  expect(ship!.command).toEqual(['node', '/app/packages/backup/src/main.ts', 'ship'])
  for (const { volumeMounts } of containers)
    expect(volumeMounts).toContainEqual({ name: 'wal', mountPath: '/wal' })
  const policy = rendered.one('NetworkPolicy', 'postgres').spec
  expect(JSON.stringify(policy.egress?.map(({ to }) => to))).toContain('"s3"')
  const into = JSON.stringify(rendered.one('NetworkPolicy', 's3').spec.ingress)
  for (const each of ['"postgres"', '"postgres-backup"', '"object-list"'])
    expect(into).toContain(each)
})

test('without it the server hands over nothing', async () => {
  const rendered = await chart.render('local', 'backup.enabled=false')
  const [server, ...others] = rendered.one('StatefulSet', 'postgres').spec.template.spec.containers
  expect(others).toEqual([])
  expect(JSON.stringify(server)).not.toContain('archive')
})

test.for(['staging', 'production'] as const)('%s lists its objects every day', async (name) => {
  const rendered = await chart.render(name)
  expect(rendered.all('CronJob').map(({ metadata }) => metadata.name)).toEqual(['object-list'])
  const { spec } = rendered.one('CronJob', 'object-list') as unknown as {
    spec: { jobTemplate: { spec: { template: Pod } } }
  }
  const [container] = spec.jobTemplate.spec.template.spec.containers
  expect(container!.command).toEqual(['node', '/app/packages/backup/src/main.ts', 'objects'])
  // No password of a database comes near it.
  expect(container!.envFrom).toEqual([{ secretRef: { name: 'object-list' } }])
  expect(rendered.one('NetworkPolicy', 'object-list').spec.egress).toHaveLength(2)
})

test('its manifests pass the schemas of Kubernetes and kube-score', async () => {
  const room = await mkdtemp(join(tmpdir(), 'pk-auto-backup-'))
  try {
    const file = join(room, 'production.yaml')
    await writeFile(file, (await chart.render('production', ...ASKED)).text)
    const python = await pythonTools(fileURLToPath(new URL('requirements.txt', import.meta.url)))
    const arguments_ = ['-k', '1.36', '--strict', file]
    const valid = await python.run('kubernetes-validate', arguments_, { cwd: room })
    expect(valid.code, valid.output).toBe(0)
    const { kubeScore } = await operationsTools()
    const ignored = Object.keys(WAIVED).flatMap((name) => ['--ignore-test', name])
    const flags = ['--output-format', 'ci', '--ignore-container-cpu-limit', ...ignored]
    const { output } = await kubeScore('score', ...flags, file)
    expect(output.split('\n').filter((line) => /^\[(CRITICAL|WARNING)\]/.test(line))).toEqual([])
  } finally {
    await rm(room, { recursive: true })
  }
})
