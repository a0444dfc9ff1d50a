// The steps of a test run, each with its line and its seconds.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import type { Plan } from './arguments.ts'
import { CHECKS } from './checks.ts'
import { runChild } from './children.ts'
import { tallyOf, type Report, type Tally } from './tally.ts'

const REPORTS = 'test-results'
const MINUTE = 60_000
const LIMITS_MS = {
  unit: 5 * MINUTE,
  it: 26 * MINUTE,
  journey: 24 * MINUTE,
  cluster: 30 * MINUTE,
} as const

type TestKind = keyof typeof LIMITS_MS

export function print(seconds: number, text: string): void {
  console.log(`${seconds.toFixed(1).padStart(7)} s  ${text}`)
}

/** All checks, whatever the first ones find: a person fixes them in one go. */
export async function runChecks(): Promise<Tally> {
  let passed = 0
  let failed = 0
  const skipped: string[] = []
  for (const { name, command, needs } of CHECKS) {
    if (needs && !existsSync(needs)) {
      skipped.push(`${name}: there is no ${needs} yet`)
      continue
    }
    const began = performance.now()
    const { exitCode, output } = await runChild(command, { stream: false, limitMs: 10 * MINUTE })
    print((performance.now() - began) / 1000, `${exitCode === 0 ? 'ok    ' : 'FAILED'}  ${name}`)
    if (exitCode === 0) passed += 1
    else {
      failed += 1
      console.log(output.trimEnd())
    }
  }
  return { name: 'checks', passed, failed, skipped }
}

/** One vitest project. Its JSON report is what is counted; what it prints is for people. */
export async function runTests(kind: TestKind, plan: Plan): Promise<Tally> {
  mkdirSync(REPORTS, { recursive: true })
  const file = `${REPORTS}/${kind}.json`
  rmSync(file, { force: true })
  const began = performance.now()
  console.log(`         …  ${kind} tests`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const mayBeEmpty = plan.filters.length > 0 ? ['--passWithNoTests'] : []
  const limitMs = LIMITS_MS[kind] * (plan.long ? 4 : 1)
  const env = { PK_AUTO_LONG: plan.long ? '1' : '', NODE_ENV: 'test' }
  const { exitCode, output } = await runChild(
    ['vitest', 'run', '--project', kind, ...reporters, ...mayBeEmpty, ...plan.filters],
    {
      stream: true,
      limitMs,
      env,
    },
  )
  const tally = tallyOf(kind, { exitCode, report: readReport(file), long: plan.long })
  print(
    (performance.now() - began) / 1000,
    `${tally.failed === 0 ? 'ok    ' : 'FAILED'}  ${kind} tests ${output.trim()}`,
  )
  return tally
}

function readReport(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}
