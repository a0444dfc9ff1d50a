// Lists, shows and sends again what consumers put aside. See scripts/dead-letters.
import { parseArgs } from 'node:util'
import {
  type DeadLetter,
  deadLetterBox,
  groupsWithDeadLetters,
} from '@pk-auto/kafka/dead-letters/redrive'
import { kafkaHere } from './operations/addresses.ts'
import { eventText } from './operations/event-text.ts'

const USAGE =
  'scripts/dead-letters [<group> [list | show <offset> [--body] | redrive | discard <offset>]]'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { body: { type: 'boolean', default: false } },
  })
  const [group, verb = 'list', offset] = positionals
  await using kafka = kafkaHere()
  if (group === undefined) {
    const groups = await groupsWithDeadLetters(kafka)
    if (groups.length === 0) console.log('no group has dead letters')
    for (const each of groups) {
      const waiting = await deadLetterBox(kafka, each).depth()
      console.log(`${String(waiting).padStart(6)}  ${each}`)
    }
  } else if (verb === 'list') {
    const letters = await deadLetterBox(kafka, group).list()
    console.log(`${letters.length} not sent again`)
    for (const letter of letters) console.log(`  ${lineOf(letter)}`)
  } else if (verb === 'show') {
    const letters = await deadLetterBox(kafka, group).list()
    const letter = letters.find((each) => each.offset === offset)
    if (!letter)
      throw new Error(`no dead letter ${offset}: scripts/dead-letters ${group} lists them`)
    console.log(lineOf(letter))
    console.log(`  event ${letter.eventId}, ${letter.value?.length ?? 0} bytes`)
    if (values.body) console.log(eventText(letter))
  } else if (verb === 'redrive') {
    const sent = await deadLetterBox(kafka, group).redrive()
    console.log(`${sent} sent again to the topic they came from`)
    console.log(`See what comes back: scripts/dead-letters ${group}`)
  } else if (verb === 'discard') {
    if (offset === undefined) throw new Error(`discard which? Usage: ${USAGE}`)
    await deadLetterBox(kafka, group).discard(offset)
    console.log(`given up, with all before it: ${offset}; bytes stay for 30 days`)
  } else throw new Error(`${verb} is unknown. Usage: ${USAGE}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function lineOf({ offset, at, reason, topic, key, type }: DeadLetter): string {
  return `${offset}  ${at}  ${reason}  ${topic} ${key}  ${type}`
}
