// What a drill found, as numbers and as text for people.

export type DrillReport = {
  /** What was promised to be lost at most, and what would have been. */
  readonly rpoMs: number
  /** From the loss to a platform that answers again, whole. */
  readonly rtoMs: number
  /** The second that was restored. */
  readonly until: Date
  readonly baseId: string
  readonly services: readonly string[]
  /** Ads acknowledged before and after that second, and after it until the loss. */
  readonly before: number
  readonly after: number
  readonly adopted: number
  readonly republished: number
  readonly ended: number
  readonly erased: number
  /** One line each; empty when every promise is kept. */
  readonly breaches: readonly string[]
}

export const LIMITS = { rpoMs: 60_000, rtoMs: 15 * 60_000 } as const

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
const verdict = (ms: number, limit: number): string =>
  `${seconds(ms).padStart(9)}  of ${seconds(limit)} at most${ms > limit ? '  TOO MUCH' : ''}`

export const passes = ({ rpoMs, rtoMs, breaches }: DrillReport): boolean =>
  rpoMs <= LIMITS.rpoMs && rtoMs <= LIMITS.rtoMs && breaches.length === 0

export function reportText(report: DrillReport): string {
  const broken = report.breaches.length
  return [
    '',
    `restored      ${report.services.join(', ')} to ${report.until.toISOString()}`,
    `from          base backup ${report.baseId} and the log behind it`,
    `RPO           ${verdict(report.rpoMs, LIMITS.rpoMs)}`,
    `RTO           ${verdict(report.rtoMs, LIMITS.rtoMs)}`,
    `ads           ${report.before} from before are there, ${report.after} from after are not`,
    `topics        ${report.adopted} events known again, ${report.republished} states ` +
      `republished, ${report.ended} keys ended`,
    `erased        ${report.erased} persons, none of them is back`,
    `invariants    ${broken === 0 ? 'all hold' : `${broken} BROKEN`}`,
    ...report.breaches.map((breach) => `              ${breach}`),
    '',
    passes(report) ? 'The drill has passed.' : 'THE DRILL HAS FAILED.',
  ].join('\n')
}
