// How Helm brings a release of the platform: what docs/operations.md shows, scripts/roll-out runs
// and the tests on a control plane install with.

export type ReleaseTarget = {
  /** A packed chart, or its folder. */
  readonly chart: string
  /** File of the environment. */
  readonly values: string
  readonly namespace: string
}

export const RELEASE = 'pk'
/** A Job that fails is a release that failed: topics that are missing, for one. */
export const WAITING = ['--wait-for-jobs', '--timeout', '10m'] as const

/** Arguments of `helm`; of an option that comes again behind them the last one counts. */
export const upgradeArguments = ({ chart, values, namespace }: ReleaseTarget): string[] => [
  ...['upgrade', '--install', RELEASE, chart, '-n', namespace, '--create-namespace'],
  ...['-f', values, '--rollback-on-failure', ...WAITING],
]
