// The steps of a test run, each with its line and its seconds.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import type { Plan } from './arguments.ts'
import { CHECKS } from './checks.ts'
import { runChild } from './children.ts'
import { failedFiles, tallyOf, withSecondRun, type Report, type Tally } from './tally.ts'

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

/** When more files than this fail, there is one cause: they are not run again. */
const FILES_AGAIN = 3

/**
 * One vitest project. Its JSON report is what is counted; what it prints is for people. Files of
 * real servers and browsers that failed run once more, by themselves: see ADR 26.
 */
export async function runTests(kind: TestKind, plan: Plan): Promise<Tally> {
  const began = performance.now()
  console.log(`         …  ${kind} tests`)
  const limitMs = LIMITS_MS[kind] * (plan.long ? 4 : 1)
  const { long, filters } = plan
  const first = await runProject(kind, { name: kind, long, filters, limitMs })
  let tally = tallyOf(kind, { ...first, long })
  const failed = first.report ? failedFiles(first.report) : []
  // What belongs to no test cannot be asked again.
  const again = kind !== 'unit' && first.unhandled.length === 0 && failed.length <= FILES_AGAIN
  if (first.report && failed.length > 0 && again) {
    console.log(`         …  ${kind} tests again: ${failed.length} files`)
    const name = `${kind}-again`
    const second = await runProject(kind, { name, long, filters: failed, limitMs: limitMs / 2 })
    if (second.report) {
      const { unsteady, report } = withSecondRun(first.report, second.report)
      tally = { ...tallyOf(kind, { ...second, report, long }), unsteady }
    }
  }
  print(
    (performance.now() - began) / 1000,
    `${tally.failed === 0 ? 'ok    ' : 'FAILED'}  ${kind} tests ${first.output.trim()}`,
  )
  return tally
}

type ProjectRun = Pick<Plan, 'long' | 'filters'> & {
  /** Of its report. */
  readonly name: string
  readonly limitMs: number
}

async function runProject(kind: TestKind, { name, long, filters, limitMs }: ProjectRun) {
  mkdirSync(REPORTS, { recursive: true })
  const file = `${REPORTS}/${name}.json`
  const unhandledFile = `${REPORTS}/${name}-unhandled.txt`
  for (const path of [file, unhandledFile]) rmSync(path, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const mayBeEmpty = filters.length > 0 ? ['--passWithNoTests'] : []
  const env = {
    PK_AUTO_LONG: long ? '1' : '',
    PK_AUTO_UNHANDLED: unhandledFile,
    NODE_ENV: 'test',
  }
  const command = ['vitest', 'run', '--project', kind, ...reporters, ...mayBeEmpty] as const
  const ended = await runChild([...command, ...filters], { stream: true, limitMs, env })
  return { ...ended, unhandled: linesOf(unhandledFile), report: readReport(file) }
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
}

function readReport(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}
