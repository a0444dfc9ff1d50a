// What the documents for people on call name exists: nobody finds out at night that it does not.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { METRICS } from '@pk-auto/telemetry/registry/metrics'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { SERVICE_NAMES } from '../../parts.ts'
import { ENVIRONMENTS, openChart } from '../charts/rendered.ts'
import * as read from './code.ts'

const RUNBOOKS = globSync('docs/runbooks/*.md').toSorted()
const textOf = (...patterns: readonly string[]): string =>
  globSync(patterns, { exclude: (path) => /node_modules|\/test\/|\.test\.ts$/.test(path) })
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
const ON_CALL = read.codeOf(textOf(...RUNBOOKS))
const ALL = [...ON_CALL, ...read.codeOf(textOf('docs/operations.md'))]
/** One of each kind that is not there, as a document would have it. */
const WRONG = read.codeOf(`
\`scripts/mend\`, \`scripts/up --faster\`, \`kubectl edit configmap flag\`, alert \`NobodyCame\`,
\`kubectl get pods -l app.kubernetes.io/name=searches\`, \`outbox_sent\`, \`OTP_PEPER\`,
\`consume.stopped\`, \`select id from listings\`, \`truncate push_subscriptions\``)

/** Of Kubernetes, of operators, of Postgres, and of ours where no rule here finds it. */
const OF_OTHERS = new Set([
  ...['CreateContainerConfigError', 'ImagePullBackOff', 'CrashLoopBackOff', 'ScheduledBackup'],
  ...['ObjectStore', 'bootstrap.recovery', 'postgresql.parameters', 'kafka-configs.sh'],
  ...['pg_wal', 'postgres_fdw', 'prometheus_rules'],
  'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
  // An error, a call, a setting of a route, a field of a log line, and values of labels.
  ...['ConfigError', 'SendNow', 'policy.priority', 'trace_id'],
  ...['ratelimit_backoff', 'network_error'],
  // Variables: of an environment of GitHub, and made of the name of a service.
  ...['SMOKE_PHONE', 'IDENTITY_DATABASE_OWNER_URL'],
])
const strange = (names: readonly string[], isKnown: (name: string) => boolean): string[] =>
  names.filter((name) => !isKnown(name) && !OF_OTHERS.has(name))

const stack = new AsyncDisposableStack()
const databases: pg.Client[] = []
const objects = new Set<string>()
const labels = new Set<string>()

beforeAll(async () => {
  const serverUrl = inject('servers').postgresUrl
  for (const service of SERVICE_NAMES) {
    const migrations = `services/${service}/migrations`
    const database = stack.use(await testDatabase({ serverUrl, service, migrations }))
    const client = new pg.Client(database.ownerUrl)
    await client.connect()
    stack.defer(() => client.end())
    databases.push(client)
  }
  await databases[0]!.query('create extension if not exists pg_stat_statements')
  await using chart = await openChart()
  for (const environment of ENVIRONMENTS)
    for (const { kind, metadata } of (await chart.render(environment)).manifests) {
      objects.add(`${kind}/${metadata.name}`)
      // Where a store brings them, the object of their name asks for them.
      if (kind === 'ExternalSecret') objects.add(`Secret/${metadata.name}`)
      for (const [label, value] of Object.entries(metadata.labels ?? {}))
        labels.add(`${label}=${value}`)
    }
}, 240_000)
afterAll(() => stack.disposeAsync())

test('whatever counts as a word of others is written somewhere', () => {
  const written = new Set(ALL.map(({ text }) => text))
  expect([...OF_OTHERS].filter((word) => !written.has(word))).toEqual([])
})

test('every script and file that is named is there', () => {
  const missing = (code: readonly read.Code[]) => strange(read.pathsIn(code), existsSync)
  expect(read.pathsIn(ALL).length).toBeGreaterThan(60)
  expect(missing(ALL)).toEqual([])
  expect(missing(WRONG)).toEqual(['scripts/mend'])
})

test('every option that a script is given is one of its own', () => {
  const sourceOf = (script: string) =>
    textOf(
      ...[`scripts/${script}`, `scripts/${script}.ts`, 'scripts/load/run/*.ts'],
      'scripts/{testing,platform}/arguments.ts',
    )
  const unknown = (code: readonly read.Code[]) =>
    read
      .optionsIn(code)
      .filter(
        ({ script, option }) =>
          !new RegExp(`--${option}\\b|['"]?\\b${option}['"]?:`).test(sourceOf(script)),
      )
  expect(read.optionsIn(ALL).length).toBeGreaterThan(10)
  expect(unknown(ALL)).toEqual([])
  expect(unknown(WRONG)).toEqual([{ script: 'up', option: 'faster' }])
})

/** Whether one of our databases understands it; nothing of it is done. */
async function isUnderstood(statement: string): Promise<boolean> {
  const asked = statement.replace(/^truncate (\w+)$/, 'select from $1')
  for (const client of databases) {
    const refusal = await client.query(`prepare asked as ${asked}`).then(
      () => undefined,
      (error: Error) => error,
    )
    if (refusal) continue
    await client.query('deallocate asked')
    return true
  }
  return false
}

test('every statement is understood by a database of ours', async () => {
  const refused = async (code: readonly read.Code[]) => {
    const found: string[] = []
    for (const statement of read.statementsIn(code))
      if (!(await isUnderstood(statement))) found.push(statement)
    return found
  }
  expect(read.statementsIn(ALL).length).toBeGreaterThan(20)
  expect(await refused(ALL)).toEqual([])
  expect(await refused(WRONG)).toEqual(['select id from listings', 'truncate push_subscriptions'])
})

test('every object that kubectl is asked for is one that the chart brings', () => {
  const missing = (code: readonly read.Code[]) => [
    ...strange(read.objectsIn(code), (object) => objects.has(object)),
    ...strange(read.labelsIn(code), (label) => labels.has(label)),
  ]
  expect(read.objectsIn(ALL).length).toBeGreaterThan(5)
  expect(read.labelsIn(ALL).length).toBeGreaterThan(2)
  expect(missing(ALL)).toEqual([])
  expect(missing(WRONG)).toEqual(['ConfigMap/flag', 'app.kubernetes.io/name=searches'])
})

type Rule = { readonly alert?: string; readonly annotations?: { readonly runbook_url: string } }
type Rules = { readonly groups: readonly { readonly rules: readonly Rule[] }[] }
const raised = globSync('charts/pk-auto/files/{alerts.yaml,alerts/**/*.yaml}')
  .flatMap((file) => (parse(readFileSync(file, 'utf8')) as Rules).groups)
  .flatMap(({ rules }) => rules)
  .flatMap(({ alert, annotations }) => (alert ? [{ alert, at: annotations!.runbook_url }] : []))
const short = (alert: string): string => alert.replace(/(Fast|Slowly|Simmering)$/, '…')

test('every alert that is named is raised, and each runbook names its own', () => {
  const names = new Set(raised.flatMap(({ alert }) => [alert, short(alert)]))
  const unknown = (code: readonly read.Code[]) =>
    strange(read.alertsIn(code), (name) => names.has(name))
  expect(unknown(ON_CALL)).toEqual([])
  expect(unknown(WRONG)).toEqual(['NobodyCame'])
  const unnamed = raised.filter(({ alert, at }) => {
    const text = readFileSync(at, 'utf8')
    return ![alert, short(alert)].some((name) => text.includes(`\`${name}\``))
  })
  expect(unnamed).toEqual([])
})

test('every name of a metric, a table or a column is one', async () => {
  const known = new Set(Object.keys(METRICS))
  const sql =
    `select relname as name from pg_class union select attname from pg_attribute ` +
    `union select name from pg_settings union select proname from pg_proc`
  for (const client of databases)
    for (const { name } of (await client.query<{ name: string }>(sql)).rows) known.add(name)
  const isKnown = (name: string) =>
    known.has(name) || known.has(name.replace(/_(count|bucket|sum)$/, ''))
  expect(read.namesIn(ALL).length).toBeGreaterThan(60)
  expect(strange(read.namesIn(ALL), isKnown)).toEqual([])
  expect(strange(read.namesIn(WRONG), isKnown)).toEqual(['outbox_sent'])
})

test('every log line, setting and secret that is named is one of ours', () => {
  const sources = textOf('{packages,services,gateways,platform,scripts}/**/*.ts')
  const settings = textOf('{config,deploy,charts}/**/*.{yaml,tpl,json}')
  const isSetting = (name: string) => new RegExp(`\\b"?${name.split('.').at(-1)}"?:`).test(settings)
  const unknown = (code: readonly read.Code[]) => [
    ...strange(read.capitalsIn(code), (name) => sources.includes(name)),
    ...strange(read.dottedIn(code), (name) => {
      // Sweeps log under the name that a service gives them.
      const [isSweep, own] = [name.startsWith('sweep.'), name.replace('sweep.', '')]
      return sources.includes(`'${isSweep ? own : name}'`) || isSetting(name)
    }),
  ]
  expect(unknown(ALL)).toEqual([])
  expect(unknown(WRONG)).toEqual(['OTP_PEPER', 'consume.stopped'])
})
