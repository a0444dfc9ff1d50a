// When nobody of a part is left nothing measures it any more: for each part of the platform, that
// wakes somebody all the same. And how Prometheus finds the parts.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROLES } from '@pk-auto/lifecycle/roles'
import { promtool, type Program } from '@pk-auto/servers/operations'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { PART_NAMES, partOf, type PartName, WEB_NAMES } from '../../parts.ts'
import { type Chart, openChart, type Rendered } from '../charts/rendered.ts'

const REPO = fileURLToPath(new URL('../../../', import.meta.url))
const fileOf = (name: string) => join(REPO, `charts/pk-auto/files/alerts/parts/${name}.yaml`)
const MINUTES = 300

let tool: Program
let room: string
let chart: Chart

beforeAll(async () => {
  tool = await promtool()
  room = await mkdtemp(join(tmpdir(), 'pk-auto-absence-'))
  chart = await openChart()
}, 900_000)
afterAll(async () => {
  await chart?.[Symbol.asyncDispose]()
  await rm(room, { recursive: true, force: true })
})

type Series = { readonly series: string; readonly values: string }
type Case = {
  readonly name: string
  readonly part: PartName
  readonly seen: readonly Series[]
  /** Default: 20. */
  readonly minute?: number
  /** Roles for which an alert fires at that minute, `''` for the web. Default: none. */
  readonly firing?: Readonly<Partial<Record<AlertName, readonly string[]>>>
}
const ALERTS = ['PartGone', 'PartNeverCame'] as const
type AlertName = (typeof ALERTS)[number]

const rolesOf = (part: PartName): readonly string[] =>
  partOf(part).kind === 'gateway' ? ['api'] : ROLES
const GONE_FROM_10 = `1x10 stale _x${MINUTES}`
/** Two pods; those of `lost` are gone from minute 10 on. */
const pods = (part: PartName, lost: readonly string[] = []): Series[] =>
  rolesOf(part).flatMap((role) =>
    ['one', 'two'].map((pod) => ({
      series: `process_role{service="${part}",role="${role}",pod="${pod}"}`,
      values: lost.includes(role) ? GONE_FROM_10 : `1x${MINUTES}`,
    })),
  )
const oneOfTwo = (part: PartName): Series[] =>
  pods(part).map((each) =>
    each.series.includes('"one"') ? { ...each, values: GONE_FROM_10 } : each,
  )
const probe = (part: PartName, values: string): Series[] => [
  { series: `probe_success{service="${part}",instance="http://${part}/readyz"}`, values },
]
/** A first installation of nine minutes: Helm itself goes back after ten. */
const coming = (all: readonly Series[]): Series[] =>
  all.map(({ series }) => ({ series, values: `_x9 1x${MINUTES}` }))

/** Whoever was never seen, and whoever is gone for hours, is missed by one alert or the other. */
const casesOf = (part: PartName, roles: readonly string[], lost: Series[]): Case[] => [
  { name: 'never came, and may still', part, seen: [], minute: 14 },
  { name: 'never came', part, seen: [], firing: { PartNeverCame: roles } },
  ...[
    { minute: 11, firing: {} },
    { minute: 60, firing: { PartGone: roles } },
    { minute: 100, firing: { PartGone: roles, PartNeverCame: roles } },
    { minute: 290, firing: { PartNeverCame: roles } },
  ].map((at) => ({ name: `gone until minute ${at.minute}`, part, seen: lost, ...at })),
]

/** Each has to fire for exactly what is missing. */
const CASES: readonly Case[] = PART_NAMES.flatMap((part): Case[] => {
  if (partOf(part).kind === 'web') {
    const of = (values: string) => ({ part, seen: probe(part, values) })
    return [
      ...casesOf(part, [''], probe(part, `1x10 0x${MINUTES}`)),
      { name: 'is not asked any more', ...of('1x10 stale'), firing: { PartGone: [''] } },
      { name: 'missed one', ...of(`1x17 0 1x${MINUTES}`) },
      { name: 'is asked before it answers', ...of(`0x9 1x${MINUTES}`), minute: 8 },
      { name: 'never answered', ...of(`0x${MINUTES}`), firing: { PartNeverCame: [''] } },
    ]
  }
  const roles = rolesOf(part)
  return [
    ...casesOf(part, roles, pods(part, roles)),
    { name: 'is installed for the first time', part, seen: coming(pods(part)), minute: 8 },
    ...roles.map((role) => ({
      ...{ name: role, part, seen: pods(part, [role]), firing: { PartGone: [role] } },
    })),
    { name: 'one of two pods gone', part, seen: oneOfTwo(part) },
  ]
})

test('of every part: a role gone is a page, one of two pods or a slow start is none', async () => {
  expect([...new Set(CASES.map(({ part }) => part))]).toEqual(PART_NAMES)
  const files = PART_NAMES.map(async (part) => {
    const mine = CASES.filter((each) => each.part === part)
    const tests = mine.map(({ name, seen, minute = 20, firing = {} }) => ({
      ...{ name: `${part}: ${name}`, interval: '1m', input_series: seen },
      alert_rule_test: ALERTS.map((alertname) => ({
        ...{ eval_time: `${minute}m`, alertname },
        exp_alerts: (firing[alertname] ?? []).map((role) => ({
          exp_labels: { severity: 'page', service: part, ...(role && { role }) },
          exp_annotations: annotationsOf(part, role),
        })),
      })),
    }))
    const file = join(room, `${part}.yaml`)
    const whole = { rule_files: [fileOf(part)], evaluation_interval: '1m', tests }
    await writeFile(file, stringify(whole))
    return file
  })
  const { code, output } = await tool('test', 'rules', ...(await Promise.all(files)))
  expect(code, output).toBe(0)
})

const annotationsOf = (part: PartName, role: string) => ({
  summary: role
    ? `No ${part} runs in the role ${role}. It is: ${partOf(part).what}.`
    : `Nobody can open it: no ${part} answers. It is: ${partOf(part).what}.`,
  runbook_url: 'docs/runbooks/part-gone.md',
})

type Named = { readonly data: Readonly<Record<string, string>> }
const rulesIn = (rendered: Rendered) =>
  (rendered.one('ConfigMap', 'alerts') as unknown as Named).data

test('the chart brings the rules of what is there, with links that can be opened', async () => {
  const production = rulesIn(await chart.render('production'))
  const parts = PART_NAMES.map((name) => `parts-${name}.yaml`)
  const others = ['alerts', 'canaries', 'cloudnative-pg', 'object-list']
  const wanted = [...others.map((name) => `${name}.yaml`), ...parts]
  expect(Object.keys(production).sort()).toEqual(wanted.sort())
  const read = (name: string) => readFile(join(REPO, 'charts/pk-auto/files', name), 'utf8')
  const base = 'https://github.com/pk-auto/pk-auto/blob/main/docs/runbooks'
  expect(production['alerts.yaml']).toBe(
    (await read('alerts.yaml')).replaceAll('docs/runbooks', base),
  )
  for (const text of Object.values(production)) {
    const links = [...text.matchAll(/runbook_url: (.*)$/gm)].map(([, link]) => link!)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(link.startsWith(`${base}/`), link).toBe(true)
  }
  const without = rulesIn(await chart.render('production', 'parts.fraud.enabled=false'))
  expect(Object.keys(production).filter((name) => !(name in without))).toEqual(['parts-fraud.yaml'])
})

test('our own backup is watched where we take it, the operator’s where it does', async () => {
  const backups = async (...args: Parameters<Chart['render']>) =>
    Object.keys(rulesIn(await chart.render(...args))).filter((name) => !name.startsWith('parts-'))
  expect(await backups('local')).toEqual(['alerts.yaml', 'backup.yaml', 'object-list.yaml'])
  expect(await backups('dev')).toEqual(['alerts.yaml'])
  const staging = ['alerts.yaml', 'cloudnative-pg.yaml', 'object-list.yaml']
  expect(await backups('staging')).toEqual(staging)
  const both = ['backup.enabled=true', 'backup.claim=data-postgres-0']
  await expect(chart.render('production', ...both)).rejects.toThrow(
    /two must not archive one server/,
  )
})

test('Prometheus finds who shows metrics, and may ask the web whether it answers', async () => {
  const text = await readFile(join(REPO, 'deploy/prometheus/jobs.yaml'), 'utf8')
  // Debian's tool knows no Kubernetes: it judges the rest.
  const file = join(room, 'jobs.yaml')
  await writeFile(file, text.replaceAll(/kubernetes_sd_configs:\n.*$/gm, 'static_configs: []'))
  const { code, output } = await tool('check', 'config', '--syntax-only', file)
  expect(code, output).toBe(0)
  const { scrape_configs } = parse(text) as { scrape_configs: { job_name: string }[] }
  expect(scrape_configs.map(({ job_name }) => job_name)).toEqual(['pk-auto', 'pk-auto-web'])
  const production = await chart.render('production')
  const annotated = (kind: 'Service' | 'Deployment', name: string) =>
    production
      .all(kind)
      .filter((each) => JSON.stringify(each).includes(`"prometheus.io/${name}":"true"`))
      .map(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'])
  expect(annotated('Service', 'probe')).toEqual(WEB_NAMES)
  const shown = PART_NAMES.filter((name) => !(WEB_NAMES as readonly string[]).includes(name))
  expect(new Set(annotated('Deployment', 'scrape'))).toEqual(new Set(shown))
  for (const name of PART_NAMES) {
    const from = JSON.stringify(production.one('NetworkPolicy', name).spec.ingress)
    expect(from, name).toContain('"kubernetes.io/metadata.name":"monitoring"')
  }
})
