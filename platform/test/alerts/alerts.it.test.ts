// Each alert wakes somebody when there is trouble and lets them sleep when there is none, tried by
// Prometheus' own tool; and each leads to a runbook that begins with what people see.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promtool, type Program } from '@pk-auto/servers/operations'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { SCENARIOS } from './scenarios.ts'
import type { Scenario } from './series.ts'

const REPO = fileURLToPath(new URL('../../../', import.meta.url))
const FILES = join(REPO, 'charts/pk-auto/files')
/** Those of parts: absence.it.test.ts. */
const RULES = [
  'alerts',
  ...['backup', 'cloudnative-pg', 'object-list', 'canaries'].map((of) => `alerts/${of}`),
].map((name) => join(FILES, `${name}.yaml`))

type Rule = {
  readonly alert?: string
  readonly labels?: { readonly severity: string }
  readonly annotations?: { readonly summary: string; readonly runbook_url: string }
}
type Dashboard = { readonly panels: readonly { targets: readonly { expr: string }[] }[] }
type Group = { readonly name: string; readonly rules: readonly Rule[] }
let groups: readonly Group[]
let alerts: readonly Rule[]
let tool: Program
let room: string

beforeAll(async () => {
  tool = await promtool()
  room = await mkdtemp(join(tmpdir(), 'pk-auto-alerts-'))
  const files = await Promise.all(RULES.map((file) => readFile(file, 'utf8')))
  groups = files.flatMap((text) => (parse(text) as { groups: Group[] }).groups)
  alerts = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined)
}, 600_000)
afterAll(() => rm(room, { recursive: true, force: true }))

/** Whether the alert fires at that minute is asked as a query: 1, or no sample at all. */
const asked = ({ alert, after }: Scenario, series: Scenario['broken'], fires: boolean) => ({
  interval: '1m',
  input_series: series.map(([name, values]) => ({ series: name, values })),
  promql_expr_test: [
    {
      expr: `clamp_max(count(ALERTS{alertname="${alert}",alertstate="firing"}), 1)`,
      eval_time: `${after}m`,
      exp_samples: fires ? [{ labels: '{}', value: 1 }] : [],
    },
  ],
})

/** An alert, and of its group what it reads: whoever tries all rules for one takes minutes. */
const rulesOf = (name: string): readonly Group[] =>
  groups
    .filter(({ rules }) => rules.some(({ alert }) => alert === name))
    .map(({ rules, ...group }) => ({
      ...group,
      rules: rules.filter(({ alert }) => alert === undefined || alert === name),
    }))

async function tried(
  scenarios: readonly Scenario[],
  testsOf: (scenario: Scenario) => readonly object[],
): Promise<{ code: number; output: string }> {
  const files = scenarios.map(async (scenario) => {
    const [rules, file] = ['rules', 'tests'].map((of) => join(room, `${scenario.alert}-${of}.yaml`))
    await writeFile(rules!, stringify({ groups: rulesOf(scenario.alert) }))
    const tests = testsOf(scenario)
    await writeFile(file!, stringify({ rule_files: [rules], evaluation_interval: '1m', tests }))
    return file!
  })
  return tool('test', 'rules', ...(await Promise.all(files)))
}

test('the rules are rules', async () => {
  const { code, output } = await tool('check', 'rules', ...RULES)
  expect(code, output).toBe(0)
})

test('every alert has its trouble and its quiet day', () => {
  expect(SCENARIOS.map(({ alert }) => alert).sort()).toEqual(
    alerts.map(({ alert }) => String(alert)).sort(),
  )
})

test('each fires in its trouble, and not on a quiet day', async () => {
  const { code, output } = await tried(SCENARIOS, (scenario) => [
    asked(scenario, scenario.broken, true),
    asked(scenario, scenario.healthy, false),
  ])
  expect(code, output).toBe(0)
})

test('a trouble that is expected and absent is seen: the tool can fail', async () => {
  const { code } = await tried([SCENARIOS[0]!], (each) => [asked(each, each.healthy, true)])
  expect(code).not.toBe(0)
})

test('each leads to a runbook that begins with what people see, and says what to do', async () => {
  for (const { alert, annotations } of alerts) {
    const text = await readFile(join(REPO, annotations!.runbook_url), 'utf8')
    const [title, , first] = text.split('\n')
    expect(title, alert).toMatch(/^# /)
    // Words of people first; metrics, codes and alerts behind them.
    expect(first, alert).toMatch(/^\*\*You see\*\* (?!alert)[a-z]/)
    expect(text, alert).toMatch(/^1\. /m)
  }
})

test('the chart brings the dashboards to the cluster, and their queries are queries', async () => {
  const { openChart } = await import('../charts/rendered.ts')
  await using chart = await openChart()
  const rendered = await chart.render('production')
  const dashboards = rendered.one('ConfigMap', 'dashboards') as unknown as {
    data: Record<string, string>
  }
  const queries = Object.values(dashboards.data).flatMap((text) =>
    (JSON.parse(text) as Dashboard).panels.flatMap(({ targets }) =>
      targets.map(({ expr }) => expr),
    ),
  )
  expect(queries.length).toBeGreaterThan(20)
  const rules = queries.map((query, i) => ({
    record: `query:${i}`,
    expr: query.replaceAll('$__rate_interval', '5m').replaceAll('$service', '.*'),
  }))
  const file = join(room, 'queries.yaml')
  await writeFile(file, stringify({ groups: [{ name: 'queries', rules }] }))
  const { code, output } = await tool('check', 'rules', file)
  expect(code, output).toBe(0)
})
