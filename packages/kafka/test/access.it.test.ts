// On a broker that asks for logins a service does what topics.yaml says of it, and nothing else.
import { startGuardedKafka, type GuardedKafka } from '@pk-auto/servers/native/guarded-kafka'
import { streamTopic } from '@pk-auto/testing/topics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveAccess, takeBackAccess } from '../src/access.ts'
import { deadLetterBox, groupsWithDeadLetters } from '../src/dead-letters/redrive.ts'
import { connectKafka, type Kafka } from '../src/kafka.ts'
import { createPublisher } from '../src/publisher.ts'
import { subscribe } from '../src/subscription.ts'
import { ensureTopics, type TopicSpec } from '../src/topics.ts'
import { CARS, carEvent, TOPIC } from './car.ts'

const PREFIX = 'guarded.'
const spec = (name: string, owner: string, readers: string[]): TopicSpec => ({
  ...{ name, owner, readers, kind: 'state', partitions: 1, replicas: 1 },
})
const ALERTS = 'search.alert.v1'
const TOPICS = [spec(TOPIC, 'catalogue', ['search']), spec(ALERTS, 'search', ['notify'])]
const LOGINS = Object.fromEntries(
  ['operator', 'catalogue', 'search', 'notify'].map((user) => [user, `word-of-${user}`]),
)

let broker: GuardedKafka
const stack = new AsyncDisposableStack()
const as = (user: string, password = LOGINS[user] ?? ''): Kafka =>
  stack.use(
    connectKafka({
      ...{ brokers: broker.brokers, service: user, topicPrefix: PREFIX },
      login: { user, password },
    }),
  )

beforeAll(async () => {
  broker = stack.use(await startGuardedKafka(LOGINS))
  const operator = as('operator')
  await ensureTopics(operator, TOPICS)
  await giveAccess(operator, TOPICS)
}, 90_000)
afterAll(() => stack.disposeAsync())

const publishAs = async (user: string, topic: string, password?: string): Promise<unknown> => {
  await using publisher = createPublisher(as(user, password))
  return await publisher.publish([carEvent('car', 1, { topic })]).then(
    () => 'published',
    ({ message }: Error) => message,
  )
}

test('each service publishes its own topics and no others', async () => {
  expect(await publishAs('catalogue', TOPIC)).toBe('published')
  expect(await publishAs('search', ALERTS)).toBe('published')
  for (const [user, topic] of [
    ['search', TOPIC],
    ['notify', ALERTS],
    ['catalogue', ALERTS],
  ] as const)
    expect(await publishAs(user, topic), user).toMatch(/not authorized/i)
})

test('a wrong password gets nowhere', async () => {
  expect(await publishAs('catalogue', TOPIC, 'guessed')).toMatch(/SASL|Authentication/i)
})

test('a reader reads, its dead letters are its own, and a stranger waits in vain', async () => {
  await using publisher = createPublisher(as('catalogue'))
  await publisher.publish([carEvent('seen', 1), carEvent('bad', 1)])
  const seen: string[] = []
  const reader = as('search')
  await using subscription = subscribe(CARS, {
    handle: async (events) => {
      for (const { key } of events) {
        if (key === 'bad') throw new TypeError('this build cannot')
        seen.push(key)
      }
    },
  })(reader)
  await subscription.caughtUp()
  expect(seen).toContain('seen')
  const operator = as('operator')
  expect(await groupsWithDeadLetters(operator)).toEqual([`search.${TOPIC}`])
  expect(await deadLetterBox(operator, `search.${TOPIC}`).list()).toMatchObject([{ key: 'bad' }])
  // Who checks invariants, or restores, reads whole topics under the same login.
  const { client } = operator
  const records = await Array.fromAsync(streamTopic({ client, topic: `${PREFIX}${TOPIC}` }))
  expect(records.map(({ key }) => key)).toEqual(expect.arrayContaining(['seen', 'bad']))
  const stranger = as('notify')
  const refused = await stranger
    .withAdmin((admin) => admin.fetchTopicOffsets(stranger.topicName(TOPIC)))
    .catch(({ type }: { type: string }) => type)
  expect(refused).toBe('TOPIC_AUTHORIZATION_FAILED')
})

test('rules are given once, and taken back from whoever is a reader no more', async () => {
  const operator = as('operator')
  const rules = async () =>
    operator.withAdmin(async (admin) => {
      const any = { operation: 1, permissionType: 1, resourcePatternType: 1, resourceType: 1 }
      const { resources } = await admin.describeAcls(any)
      return resources.flatMap(({ resourceName, acls }) =>
        acls.map(({ principal, operation }) => `${principal} ${operation} ${resourceName}`),
      )
    })
  const before = await rules()
  await giveAccess(operator, TOPICS)
  expect((await rules()).toSorted()).toEqual(before.toSorted())
  const [cars = TOPICS[0]!, alerts = TOPICS[1]!] = TOPICS
  const next = [{ ...cars, readers: [] }, alerts]
  // Pods of the release before still read: what they may is there until none of them is.
  await giveAccess(operator, next)
  expect((await rules()).toSorted()).toEqual(before.toSorted())
  await takeBackAccess(operator, next)
  const after = await rules()
  expect(before.filter((rule) => !after.includes(rule))).toEqual(
    before.filter((rule) => rule.startsWith('User:search ') && rule.endsWith(`${PREFIX}${TOPIC}`)),
  )
  expect(after.length).toBeLessThan(before.length)
})
