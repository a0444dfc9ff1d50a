// One run of k6: its order goes in by the environment, its summary comes out as a file.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Order } from '../plan/plan.ts'
import { type Outcome, outcomeOf, type Summary } from './outcome.ts'

/** Addresses without a path. */
export type Target = {
  /** Of a gateway, or of the web before it. */
  readonly at: string
  /** Where photos are served, if they are. */
  readonly photos?: string
}
export type Run = Order & {
  readonly target: Target
  /** Shows nothing of k6 but what goes wrong. */
  readonly quiet: boolean
}

const FOLDER = 'test-results/load'
/** Thresholds that were crossed. */
export const BREACH = 99

/** @throws Error when k6 ends for any other reason than that it is through */
export async function runK6(
  program: string,
  { load, rate, seconds, p95Ms, target, quiet }: Run,
): Promise<Outcome & { readonly summary: string }> {
  mkdirSync(FOLDER, { recursive: true })
  const summary = `${FOLDER}/${load}-${rate}.json`
  rmSync(summary, { force: true })
  const script = fileURLToPath(new URL(`../${load}.ts`, import.meta.url))
  const args = ['run', '--no-usage-report', '--summary-export', summary]
  const child = spawn(program, [...args, ...(quiet ? ['--quiet'] : []), script], {
    env: {
      ...process.env,
      AT: target.at,
      ...(target.photos !== undefined && { PHOTOS: target.photos }),
      RATE: String(rate),
      SECONDS: String(seconds),
      ...(p95Ms !== undefined && { P95_MS: String(p95Ms) }),
    },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'ignore' : 'inherit'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0 && code !== BREACH)
    throw new Error(`k6 ended with ${code}: run it without --knee to see what it says`)
  const text = readFileSync(summary, 'utf8')
  return { ...outcomeOf(load, JSON.parse(text) as Summary), summary }
}
