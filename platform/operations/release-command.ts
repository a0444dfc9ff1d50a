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
/** What somebody has changed in the cluster by hand stops no release and no way back. */
const FORCED = '--force-conflicts'
/** A Job that fails is a release that failed: topics that are missing, for one. */
const WAITING = ['--wait-for-jobs', '--timeout', '10m'] as const

/** Arguments of `helm`; of an option that comes again behind them the last one counts. */
export const upgradeArguments = ({ chart, values, namespace }: ReleaseTarget): string[] => [
  ...['upgrade', '--install', RELEASE, chart, '-n', namespace, '--create-namespace'],
  ...['-f', values, FORCED, '--rollback-on-failure', ...WAITING],
]

/** The way back: `revision` ran before. */
export const rollbackArguments = (namespace: string, revision: string): string[] => [
  ...['rollback', RELEASE, revision, '-n', namespace, FORCED, '--wait', ...WAITING],
]
