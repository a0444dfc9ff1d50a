// What wakes somebody when backups stop coming, by who makes them: each group is in the cluster
// where the value of its name switches that way on.
import type { Alert } from './objectives.ts'

// Daily, and two hours to take it.
const HOURS = 26
const NOTHING_YET = 'Nothing yet. A restore would take long, and soon cannot be had:'
const TAKEN = 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp'
const LIST = 'cronjob="object-list"'
const LISTED =
  `kube_cronjob_status_last_successful_time{${LIST}} ` +
  // One that never came is missed, too.
  `or kube_cronjob_created{${LIST}}`

type Group = {
  /** Of the group, and of its file in the chart. */
  readonly name: 'backup' | 'cloudnative-pg' | 'object-list'
  readonly alerts: readonly Alert[]
}

export const BACKUPS: readonly Group[] = [
  {
    // `backup.enabled`: the CronJob postgres-backup.
    name: 'backup',
    alerts: [
      {
        name: 'BackupTooOld',
        when: `max(postgres_backup_age_ms) > ${HOURS * 3_600_000}`,
        lasting: '10m',
        severity: 'ticket',
        seen: `${NOTHING_YET} no backup came today.`,
        runbook: 'backups-stand-still',
      },
    ],
  },
  {
    // `backup.operator`: its plugin says so for the Cluster's instances; a standby may say 0.
    name: 'cloudnative-pg',
    alerts: [
      {
        name: 'OperatorBackupTooOld',
        when: `time() - max(${TAKEN}) > ${HOURS * 3_600} or absent(${TAKEN})`,
        lasting: '10m',
        severity: 'ticket',
        seen: `${NOTHING_YET} the operator of Postgres took no backup today.`,
        runbook: 'backups-stand-still',
      },
    ],
  },
  {
    // `backup.objects.enabled`: the CronJob object-list, as kube-state-metrics sees it.
    name: 'object-list',
    alerts: [
      {
        name: 'ObjectListTooOld',
        when:
          `time() - max(${LISTED}) > ${HOURS * 3_600} ` +
          `or absent(kube_cronjob_created{${LIST}})`,
        lasting: '10m',
        severity: 'ticket',
        seen: 'Nothing yet. If photos were lost, nobody could say which: no list came today.',
        runbook: 'backups-stand-still',
      },
    ],
  },
]
