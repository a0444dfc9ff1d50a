// What every workflow and action of ours must be, beyond being right: pinned, without more rights
// than it needs, limited in time, and without foreign words in its scripts. Pure.
import { parse } from 'yaml'

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
type Job = {
  readonly uses?: string
  readonly steps?: readonly Step[]
  readonly permissions?: unknown
  readonly concurrency?: unknown
  readonly 'timeout-minutes'?: unknown
}
type File = {
  readonly on?: string | readonly string[] | Readonly<Record<string, unknown>>
  readonly permissions?: unknown
  readonly concurrency?: unknown
  readonly defaults?: { readonly run?: { readonly shell?: string } }
  readonly jobs?: Readonly<Record<string, Job>>
  readonly runs?: { readonly steps: readonly Step[] }
}

/** A line for each break, in the order of the file; `text` is a workflow or a composite action. */
export function breaksOf(text: string): readonly string[] {
  const file = parse(text, { merge: true }) as File
  const jobs = Object.entries(file.jobs ?? {})
  const steps = [...(file.runs?.steps ?? []), ...jobs.flatMap(([, job]) => job.steps ?? [])]
  return [
    ...unpinned(text),
    ...(file.jobs ? workflowBreaks(file) : []),
    ...jobs.flatMap(([name, job]) => jobBreaks(name, job)),
    ...steps.flatMap(stepBreaks),
  ]
}

/** Of a composite action. */
export const scriptsIn = (text: string): readonly string[] =>
  ((parse(text) as File).runs?.steps ?? []).flatMap(({ run }) => run ?? [])

/** `action@commit` → version, of each that is used. */
export function actionsIn(text: string): ReadonlyMap<string, string> {
  const uses = text.matchAll(/uses: (\S+@[0-9a-f]{40}) # (v\S+)$/gm)
  return new Map([...uses].map(([, action = '', version = '']) => [action, version]))
}

const PINNED = /uses: (?:\.\/\S+|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/

const unpinned = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /^[\s-]*uses:/.test(line) && !PINNED.test(line))
    .map((line) => `not pinned by commit and version:${line.replace(/^[\s-]*uses:/, '')}`)

const eventsOf = (on: File['on'] = {}): readonly string[] =>
  typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on)

function workflowBreaks({ on, permissions, concurrency, defaults, jobs = {} }: File): string[] {
  const events = eventsOf(on)
  const isCalled = events.includes('workflow_call')
  const limited = concurrency !== undefined || Object.values(jobs).every((job) => job.concurrency)
  return [
    ...(JSON.stringify(permissions) === '{}' ? [] : ['permissions of the workflow are not {}']),
    ...(events.includes('pull_request_target')
      ? ['pull_request_target runs foreign code with our rights']
      : []),
    ...(defaults?.run?.shell === 'bash' || !Object.values(jobs).some((job) => job.steps)
      ? []
      : ['the shell is not bash by name: what fails inside a pipe is passed over']),
    ...(isCalled || limited ? [] : ['two runs at once: no concurrency']),
  ]
}

const jobBreaks = (name: string, job: Job): string[] => [
  ...(typeof job.permissions === 'object' ? [] : [`${name}: no permissions of its own`]),
  ...(job.uses || job['timeout-minutes'] ? [] : [`${name}: no timeout`]),
]

const stepBreaks = ({ uses = '', run = '', with: given = {} }: Step): string[] => [
  ...(uses.startsWith('actions/checkout@') && given['persist-credentials'] !== false
    ? ['checkout leaves the token behind: persist-credentials']
    : []),
  ...(run.includes('${{') ? [`an expression inside a script: ${run.trim().split('\n')[0]}`] : []),
]
