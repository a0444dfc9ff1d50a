// Bugs in the charts: what comes first, what a pod may reach and read; and in when they are tried.
import type { Bug } from '../../bug.ts'

const FIRST = 'platform/test/charts/first-installation.it.test.ts'
const CHARTS = 'platform/test/charts/charts.it.test.ts'
const UNITS = 'platform/test/charts/units.it.test.ts'
const SECRETS = 'charts/service/templates/_secrets.tpl'

export const CHART_BUGS: readonly Bug[] = [
  {
    name: 'a migration runs before the store is asked for its Secrets',
    file: SECRETS,
    find: '"service.hook" "-10"',
    put: '"service.hook" "20"',
    suite: FIRST,
  },
  {
    name: 'the Secret of a migration goes when Helm asks anew',
    file: SECRETS,
    find: 'ternary "Orphan" "Owner" .early',
    put: 'ternary "Owner" "Orphan" .early',
    suite: FIRST,
  },
  {
    name: 'the first migration of a new part is cut off from its database',
    file: 'charts/pk-auto/templates/migrations.yaml',
    find: '"service.hook" "-10"',
    put: '"service.hook" "20"',
    suite: FIRST,
  },
  {
    name: 'whoever makes topics gets no Secret from the store',
    file: 'charts/pk-auto/templates/external-secrets.yaml',
    find: '{{- if .Values.servers.kafka.login }}',
    put: '{{- if not .Values.servers.kafka.login }}',
    suite: FIRST,
  },
  {
    name: 'the job that makes topics has the name of the last release’s',
    file: 'charts/pk-auto/templates/topics.yaml',
    find: 'name: kafka-topics-{{ .Release.Revision }}',
    put: 'name: {{ $name }}',
    suite: CHARTS,
  },
  {
    name: 'an address leads to pods in no role that answers',
    file: 'charts/service/templates/_service.tpl',
    find: 'ternary "api" "all" (not (empty .set.roles))',
    put: 'ternary "all" "api" (not (empty .set.roles))',
    suite: CHARTS,
  },
  {
    name: 'a budget stands where one pod alone may not be missed',
    file: 'charts/service/templates/_deployment.tpl',
    find: 'if gt (int .set.replicas) 1',
    put: 'if gt (int .set.replicas) 0',
    suite: UNITS,
  },
  {
    name: 'the slot of the release before reads the configuration of this one',
    file: 'charts/service/templates/_deployment.tpl',
    find: '(include "service.slotConfig" $own)',
    put: '$part.configName',
    suite: UNITS,
  },
  {
    name: 'rules of access go while pods of the release before still need them',
    file: 'charts/pk-auto/templates/topics.yaml',
    find: 'helm.sh/hook: post-upgrade',
    put: 'helm.sh/hook: pre-upgrade',
    suite: UNITS,
  },
  {
    name: 'a server outside is looked for among our pods where others are inside',
    file: 'charts/service/templates/_policy.tpl',
    find: 'if and .root.Values.servers.inCluster (empty $server.cidrs) (empty $server.to)',
    put: 'if .root.Values.servers.inCluster',
    suite: UNITS,
  },
  {
    name: 'every request is traced where one in ten was meant',
    file: 'charts/service/templates/_environment.tpl',
    find: 'value: parentbased_traceidratio }',
    put: 'value: parentbased_always_on }',
    suite: UNITS,
  },
  {
    name: 'our own backup is missed where an operator makes them',
    file: 'charts/pk-auto/templates/alerts.yaml',
    find: '(ternary "backup" "" $own.enabled)',
    put: '"backup"',
    suite: 'platform/test/alerts/absence.it.test.ts',
  },
  {
    name: 'nobody sees in which roles a process runs',
    file: 'packages/service/src/serve.ts',
    find: 'stack.use(showRoles(name, config.roles))',
    put: 'stack.use(showRoles(name, []))',
    suite: 'packages/service/test/stopping.it.test.ts',
  },
  {
    name: 'a long run builds a control plane that nobody asked for',
    file: 'scripts/testing/arguments.ts',
    find: "cluster: asked.includes('cluster') || cluster,",
    put: "cluster: asked.includes('cluster') || cluster || long,",
    suite: 'scripts/testing/arguments.test.ts',
  },
  {
    name: 'a release switches on again what somebody has switched off',
    file: 'charts/pk-auto/templates/flags.yaml',
    find: '{{- if and $mark ',
    put: '{{- if and (not $mark) $mark ',
    suite: 'platform/test/charts/units.it.test.ts',
  },
  {
    name: 'a misspelt setting of a role is passed over in silence',
    file: 'charts/pk-auto/values.schema.json',
    find: '"role": {',
    put: '"role": {}, "unread": {',
    suite: CHARTS,
  },
]
