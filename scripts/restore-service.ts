// One service's database back to a moment, in the two halves that an operator takes. See
// scripts/restore-service.
import { parseArgs } from 'node:util'
import { openObjects } from '@pk-auto/objects/objects'
import { SERVICE_NAMES } from '@pk-auto/platform/parts'
import { copyOfCluster } from '@pk-auto/platform/restore/copy-of-cluster'
import { checkCopy, type GivenCopy } from '@pk-auto/platform/restore/given-copy'
import {
  erasedPeople,
  eraseAgain,
  publishAgain,
  type Restoring,
  takeBack,
} from '@pk-auto/platform/restore/restore-service'
import { step } from '@pk-auto/servers/progress'
import {
  backupsHere,
  databaseHere,
  grpcHere,
  kafkaHere,
  recordsHere,
  topicsHere,
} from './operations/addresses.ts'
import { printStep } from './platform/steps.ts'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      until: { type: 'string' },
      copy: { type: 'string' },
      'copy-at': { type: 'string' },
      publish: { type: 'boolean', default: false },
    },
  })
  const service = SERVICE_NAMES.find((name) => name === positionals[0])
  const until = new Date(values.until ?? '')
  if (!service || Number.isNaN(until.getTime()))
    throw new Error(
      `scripts/restore-service <${SERVICE_NAMES.join('|')}> ` +
        '--until 2026-11-29T05:49:27Z [--copy <url> [--copy-at <host:port>]] [--publish]',
    )
  await using kafka = kafkaHere()
  const restoring: Restoring = {
    ...{ service, database: databaseHere(service), kafka, topics: await topicsHere() },
    records: recordsHere(kafka),
    onStep: printStep,
  }
  const erased = await step(printStep, 'who has been erased', () => erasedPeople(restoring))
  if (values.publish) {
    const { republished, ended } = await publishAgain(restoring, grpcHere(service))
    await eraseAgain(databaseHere('identity').ownerUrl, erased)
    console.log(
      `${republished.toLocaleString('en')} states republished, ${ended} keys ended, ` +
        `${erased.length} persons erased again. scripts/check-invariants, then open to people.`,
    )
  } else {
    await using stack = new AsyncDisposableStack()
    const copy = await (values.copy === undefined ? fromBackups() : recoveredByOthers(values.copy))
    const { adopted, former } = await takeBack(restoring, { ...copy, until, erased })
    console.log(
      `${service} is at ${until.toISOString()}; ${adopted} events are known again` +
        `${former === undefined ? '' : `; what was there is ${former}`}. ` +
        'Start the service, closed to people, and run this again with --publish.',
    )

    async function fromBackups(): Promise<GivenCopy> {
      const backups = stack.use(openObjects(backupsHere()))
      const start = () => copyOfCluster(backups, until)
      const { url } = stack.use(await step(printStep, `the server as of ${values.until}`, start))
      return { copyUrl: url }
    }
    async function recoveredByOthers(copyUrl: string): Promise<GivenCopy> {
      const copyAt = values['copy-at']
      const given = { copyUrl, ...(copyAt !== undefined && { copyAt }) }
      const { ownerUrl } = restoring.database
      const last = await checkCopy(given, { ownerUrl, until })
      console.log(`the last event in the copy is of ${last?.toISOString() ?? 'no time: none'}`)
      return given
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
