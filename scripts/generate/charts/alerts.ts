// Rules of Prometheus from the objectives: recorded shares of errors, alerts by how fast the budget
// burns in two windows, and conditions that stand still. What depends on values is a file of its
// own, which the chart brings where they say so.
import { PART_NAMES } from '@pk-auto/platform/parts'
import { stringify } from 'yaml'
import type { Generated } from '../generated.ts'
import { missed } from './absence.ts'
import { BACKUPS } from './backups.ts'
import { NO_CANARIES } from './canaries.ts'
import { checked } from './metric-names.ts'
import { type Alert, ALERTS, type Objective, OBJECTIVES, type Severity } from './objectives.ts'
import { SIGN_IN_ALERTS } from './sign-in-alerts.ts'

// Google's SRE workbook, chapter 5: 2 % of a month's budget in an hour, 5 % in six, both windows
// still burning, wake somebody; a slow burn is a ticket.
const BURNS = [
  { suffix: 'Fast', rate: 14.4, long: '1h', short: '5m', severity: 'page' },
  { suffix: 'Slowly', rate: 6, long: '6h', short: '30m', severity: 'page' },
  { suffix: 'Simmering', rate: 3, long: '6h', short: '1h', severity: 'ticket' },
] as const
const [{ rate: FAST }] = BURNS
const seriesOf = (name: string, window: string): string => `slo:${name}:errors:ratio_rate${window}`
const WINDOWS = ['5m', '30m', '1h', '6h'] as const

const STANDING = [...ALERTS, ...SIGN_IN_ALERTS]

export async function generateAlerts(): Promise<Generated> {
  const groups = [
    ...OBJECTIVES.map(groupOf),
    { name: 'standing-still', rules: STANDING.map(ruleOf) },
  ]
  const head = '# Written by scripts/gen from scripts/generate/charts.\n'
  const textOf = (of: readonly object[]) => head + stringify({ groups: of }, { lineWidth: 0 })
  const ofValues = [
    ...PART_NAMES.map((name) => ({ name: `parts/${name}`, alerts: missed(name) })),
    ...BACKUPS,
    { name: 'canaries', alerts: [NO_CANARIES] },
  ]
  const most = OBJECTIVES.map(({ name, share }) => ({
    ...{ name, query: seriesOf(name, '5m'), most: Number((FAST * (1 - share)).toFixed(6)) },
  }))
  return new Map([
    ['charts/pk-auto/files/alerts.yaml', textOf(groups)],
    ...ofValues.map(({ name, alerts }): [string, string] => [
      `charts/pk-auto/files/alerts/${name}.yaml`,
      textOf([{ name: name.replace('/', '-'), rules: alerts.map(ruleOf) }]),
    ]),
    ['charts/pk-auto/files/objectives.yaml', head + stringify({ objectives: most })],
  ])
}

type Rule = {
  alert: string
  expr: string
  for?: string
  labels: { severity: Severity }
  annotations: { summary: string; runbook_url: string }
}

function groupOf(objective: Objective): object {
  const { name, title, share, errors, seen, runbook } = objective
  const series = (window: string) => seriesOf(name, window)
  const budget = Number((1 - share).toFixed(6))
  const recorded = WINDOWS.map((window) => ({
    record: series(window),
    expr: checked(name, errors).replaceAll('[W]', `[${window}]`),
  }))
  const burning = BURNS.map(({ suffix, rate, long, short, severity }) => {
    const over = `> ${Number((rate * budget).toFixed(6))}`
    return ruleOf({
      ...{ name: title + suffix, severity, seen, runbook },
      ...{ when: `${series(long)} ${over} and ${series(short)} ${over}`, lasting: '0m' },
    })
  })
  return { name: `slo-${name}`, rules: [...recorded, ...burning] }
}

function ruleOf({ name, when, lasting, severity, seen, runbook }: Alert): Rule {
  return {
    alert: name,
    expr: when.startsWith('slo:') ? when : checked(name, when),
    ...(lasting !== '0m' && { for: lasting }),
    labels: { severity },
    // Relative: the chart puts `alerts.runbooks` in front.
    annotations: { summary: seen, runbook_url: `docs/runbooks/${runbook}.md` },
  }
}
