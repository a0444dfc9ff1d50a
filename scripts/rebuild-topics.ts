// Fills a lost Kafka from Postgres, on this machine or wherever the environment says. See
// scripts/rebuild-topics.
import { parseArgs } from 'node:util'
import { rebuildTopics } from '@pk-auto/platform/restore/rebuild-topics'
import { readRebuildConfig, rebuildSearch } from '@pk-auto/search/service'
import {
  databaseHere,
  grpcHere,
  kafkaHere,
  searchEnvironment,
  topicsHere,
} from './operations/addresses.ts'
import { printStep } from './platform/steps.ts'

try {
  const { values } = parseArgs({ options: { 'per-second': { type: 'string', default: '5000' } } })
  await using kafka = kafkaHere()
  const { resent, republished } = await rebuildTopics({
    ...{ kafka, topics: await topicsHere(), place: grpcHere },
    ownerUrl: (service) => databaseHere(service).ownerUrl,
    perSecond: Number(values['per-second']),
    rebuildSearch: () => rebuildSearch(readRebuildConfig(searchEnvironment())),
    onStep: printStep,
  })
  console.log(
    `${resent.toLocaleString('en')} events sent again, ` +
      `${republished.toLocaleString('en')} states republished. ` +
      'Consumers read on from there; scripts/check-invariants says when they have caught up.',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
