// docs/events.md: every topic for whoever reads it, made from the contract and
// deploy/kafka/topics.yaml.
import type { Profile, TopicSpec } from '@pk-auto/kafka/topics'
import { readPlatformTopics } from '@pk-auto/platform/topics'
import type { Generated } from '../generated.ts'
import {
  CLASSES,
  commentAt,
  readDescriptors,
  SAMPLE,
  undeclared,
  type FileDescriptor,
} from '../descriptor.ts'
import { closureOf, exampleMessage, typesOf, type Message, type Values } from './event-messages.ts'
import { HOW_TO_READ, READING_RULES } from './events-prose.ts'
import { code, table } from '../markdown.ts'

export type Topic = TopicSpec & { type: string; dataClass: string }
export type Topics = { development: readonly Topic[]; production: readonly Topic[] }

/**
 * @throws Error naming every field without a data class, method without a policy, and topic and
 * message that do not fit
 */
export async function generateEvents(): Promise<Generated> {
  // Only now: the handles import what the generator of proto has just written.
  const handles = Object.values(await import('@pk-auto/proto/topics'))
  const topicsOf = async (profile: Profile) =>
    (await readPlatformTopics(profile)).flatMap((spec) => {
      const handle = handles.find(({ name }) => name === spec.name)
      return handle ? [{ ...spec, type: handle.type, dataClass: handle.dataClass }] : []
    })
  const topics = {
    development: await topicsOf('development'),
    production: await topicsOf('production'),
  }
  return new Map([['docs/events.md', eventsDocument(await readDescriptors(), topics)]])
}

type EventTopic = { topic: string; kind: string; key: string; typeName: string }

// A message of events.proto names its topic in its comment: `Topic catalogue.listing.v1, a state
// topic keyed by listing id.`
const ON_TOPIC = /^Topic (\S+), a (state|fact) topic keyed by ([^:.]+(?:: `.+?`)?)[.:]/

function eventTopics(files: readonly FileDescriptor[]): EventTopic[] {
  return files
    .filter(({ name }) => name.endsWith('/events.proto') && !name.startsWith(SAMPLE))
    .flatMap((file) =>
      (file.messageType ?? []).flatMap((message, index) => {
        const [, topic, kind, key] = ON_TOPIC.exec(commentAt(file, 4, index)) ?? []
        return topic && kind && key
          ? [{ topic, kind, key, typeName: `.${file.package}.${message.name}` }]
          : []
      }),
    )
}

const rank = (dataClass: string): number =>
  CLASSES.findIndex((known) => known === `DATA_CLASS_${dataClass.toUpperCase()}`)

export function eventsDocument(files: readonly FileDescriptor[], topics: Topics): string {
  const topicEvents = eventTopics(files)
  const wrong = [...undeclared(files), ...misfits(topicEvents, topics.development)]
  const types = typesOf(files)
  const sections = topics.production.flatMap((topic) => {
    const event = topicEvents.find((each) => each.topic === topic.name)
    if (!event) return []
    const closure = closureOf(types, event.typeName)
    const above = closure.messages.flatMap(({ name, fields }) =>
      fields
        .filter((field) => rank(field.dataClass) > rank(topic.dataClass))
        .map((f) => `${name}.${f.name}`),
    )
    wrong.push(
      ...above.map(
        (field) =>
          `${topic.name}: ${field} is more private than the topic's data class ${topic.dataClass}`,
      ),
    )
    const here = topics.development.find(({ name }) => name === topic.name)?.partitions ?? 0
    return [section(topic, here, event, closure, exampleMessage(types, event.typeName))]
  })
  if (wrong.length > 0) throw new Error(`the contract is not complete:\n${wrong.join('\n')}`)
  return (
    [HOW_TO_READ, topicTable(topics.production, topicEvents), ...sections, READING_RULES].join(
      '\n\n',
    ) + '\n'
  )
}

/** The comment above a message and the handle must name the same topic, kind and message. */
function misfits(topicEvents: readonly EventTopic[], topics: readonly Topic[]): string[] {
  const fits = (topic: Topic, event: EventTopic) =>
    topic.name === event.topic && topic.kind === event.kind && `.${topic.type}` === event.typeName
  const silent = topics.filter((topic) => !topicEvents.some((event) => fits(topic, event)))
  const unknown = topicEvents.filter((event) => !topics.some((topic) => fits(topic, event)))
  return [
    ...silent.map(
      ({ name, kind, type }) =>
        `${name}: the comment of ${type} does not say that it is on this ${kind} topic`,
    ),
    ...unknown.map(
      ({ topic, kind, typeName }) =>
        `${typeName} says it is on the ${kind} topic ${topic}: proto/src/topics has no such handle`,
    ),
  ]
}

const retentionOf = ({ kind, retentionDays }: TopicSpec): string =>
  kind === 'state' ? 'the last event of every key, for ever' : `every event, ${retentionDays} days`

function topicTable(topics: readonly Topic[], topicEvents: readonly EventTopic[]): string {
  const rows = topics.map((topic) => {
    const event = topicEvents.find((each) => each.topic === topic.name)
    return [
      `[${topic.name}](#${topic.name.replaceAll('.', '')})`,
      topic.kind,
      event?.key ?? '',
      code(event?.typeName.slice(1) ?? ''),
      topic.owner,
      topic.dataClass,
    ]
  })
  return `## Topics\n\n${table(['topic', 'kind', 'key', 'value', 'owner', 'data class'], rows)}`
}

type Closure = { messages: readonly Message[]; enums: readonly Values[] }

function section(
  topic: Topic,
  partitionsHere: number,
  event: EventTopic,
  { messages, enums }: Closure,
  example: unknown,
): string {
  const head = [
    `## ${topic.name}`,
    '',
    `- **Kind** ${topic.kind}: retains ${retentionOf(topic)}. **Owner** ${topic.owner}. ` +
      `**Most private field allowed** ${topic.dataClass}.`,
    `- **Key** ${event.key}. ` +
      `**Partitions** ${topic.partitions} in production, ${partitionsHere} elsewhere.`,
    `- **Value** \`${event.typeName.slice(1)}\`, also in the header \`ce_type\`.`,
  ]
  return [
    head.join('\n'),
    ...messages.map(messageTable),
    ...enums.map(valueList),
    `Example:\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
  ].join('\n\n')
}

function messageTable({ name, comment, fields }: Message): string {
  const rows = fields.map((field) => [
    ...[field.name, field.type, field.unit, field.dataClass, field.meaning],
  ])
  return [
    `### ${name}`,
    ...(comment === '' ? [] : [comment]),
    table(['field', 'type', 'unit', 'data class', 'meaning'], rows),
  ].join('\n\n')
}

function valueList({ name, values, comment }: Values): string {
  const list = values.map((value) => `\`${value}\``).join(' ')
  return `**${name}**${comment === '' ? '' : ` — ${comment}`}: ${list}`
}
