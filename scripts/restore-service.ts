// One service's database back to a moment, in the two halves that an operator takes. See
// scripts/restore-service.
import { parseArgs } from 'node:util'
import { openObjects } from '@pk-auto/objects/objects'
import { SERVICE_NAMES } from '@pk-auto/platform/parts'
import { copyOfCluster } from '@pk-auto/platform/restore/copy-of-cluster'
import {
  erasedPeople,
  eraseAgain,
  publishAgain,
  type Restoring,
  takeBack,
} from '@pk-auto/platform/restore/restore-service'
import { step } from '@pk-auto/servers/progress'
import { streamTopic } from '@pk-auto/testing/topics'
import {
  backupsHere,
  brokersHere,
  databaseHere,
  grpcHere,
  kafkaHere,
  topicPrefixHere,
  topicsHere,
} from './operations/addresses.ts'
import { printStep } from './platform/steps.ts'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { until: { type: 'string' }, publish: { type: 'boolean', default: false } },
  })
  const service = SERVICE_NAMES.find((name) => name === positionals[0])
  const until = new Date(values.until ?? '')
  if (!service || Number.isNaN(until.getTime()))
    throw new Error(
      `scripts/restore-service <${SERVICE_NAMES.join('|')}> ` +
        '--until 2026-11-29T05:49:27Z [--publish]',
    )
  await using kafka = kafkaHere()
  const restoring: Restoring = {
    ...{ service, database: databaseHere(service), kafka, topics: await topicsHere() },
    records: (topic) =>
      streamTopic({ brokers: brokersHere(), topic: `${topicPrefixHere()}${topic}` }),
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
    await using backups = openObjects(backupsHere())
    await using copy = await step(printStep, `the server as it was at ${values.until}`, () =>
      copyOfCluster(backups, until),
    )
    const { adopted, former } = await takeBack(restoring, { copyUrl: copy.url, until, erased })
    console.log(
      `${service} is at ${until.toISOString()}; ${adopted} events are known again` +
        `${former === undefined ? '' : `; what was there is ${former}`}. ` +
        'Start the service, closed to people, and run this again with --publish.',
    )
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
