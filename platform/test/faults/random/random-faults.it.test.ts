// Faults drawn by chance while people sell, talk, save, bid, report and sign in: afterwards
// everything that was acknowledged is there, and the platform is well again without anybody's hand.
// FAULT_SEED=<n> repeats one run.
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../../invariants/check-all.ts'
import { newId } from '@pk-auto/kernel/id'
import { openConversations } from '../../talking/open-conversations.ts'
import { foundIds, sell } from '../scenario.ts'
import { crowd, type Crowd, type Pair } from './people.ts'
import { DECK, type Fault } from './faults.ts'
import { type Browsers, browsersOf } from './pushes.ts'
import { scheduleOf } from './schedule.ts'
import { openStage, type Stage } from './stage.ts'

const LONG = inject('long')
const GIVEN = process.env['FAULT_SEED']
const SEEDS = GIVEN === undefined ? [1] : [Number(GIVEN)]
/** A second one and a new one each night. */
if (LONG && GIVEN === undefined) SEEDS.push(2, Math.trunc(Math.random() * 1e9))
const FAULTS = DECK.length * (LONG ? 4 : 1)
const LIMIT_MS = LONG ? 1_800_000 : 420_000
/** While everything hangs nobody gets anything done. */
const ROUND_MS = LONG ? 30_000 : 8_000
const HEALED = { timeoutMs: 90_000 }
const PAIRS = 3

const stack = new AsyncDisposableStack()
let stage: Stage
let pairs: Pair[]
let browsers: Browsers
afterAll(() => stack.disposeAsync())

beforeAll(async () => {
  stage = stack.use(await openStage(inject('servers'), inject('offset')))
  const { fixture } = stage
  await using conversations = openConversations({
    ports: {
      chat: fixture.env('chat')['GRPC_PORT'],
      identity: fixture.env('identity')['GRPC_PORT'],
    },
    secret: fixture.env('chat')['SERVICE_SECRET'],
  })
  const people = await fixture.visitors(2 * PAIRS)
  pairs = []
  for (let i = 0; i < people.length; i += 2) {
    const both = [people[i]!, people[i + 1]!] as const
    pairs.push({ both, conversation: await conversations.open(...both, newId()) })
  }
  await Promise.all(people.map((person) => sell(person)))
  browsers = stack.use(await browsersOf(people))
})

/** A newcomer signs in, sells, and is found by everybody; those who talk are answered. */
async function isWell(): Promise<boolean> {
  const newcomer = await stage.fixture.visitor()
  const { id } = await sell(newcomer)
  await until('the ad is found', async () =>
    (await foundIds(stage.fixture.gatewayUrl)).includes(id),
  )
  for (const { both, conversation } of pairs) {
    const path = `/api/v1/chat/conversations/${conversation}`
    const body = { clientId: newId(), kind: 'text', text: 'Well again?' }
    const { status } = await both[0].call('POST', `${path}/messages`, body)
    const seen = await both[1].call('GET', `${path}/events`)
    if (status !== 201 || seen.status !== 200) throw new Error(`talking: ${status} ${seen.status}`)
  }
  return true
}

/** Messages that were acknowledged and are not there, or not once. */
async function lostMessages({ messages }: Crowd): Promise<string[]> {
  const rows = await stage.fixture.rows<{ id: string; seq: number; text: string }>(
    'chat',
    `select conversation_id as id, seq::int, body ->> 'text' as text from conversation_event`,
  )
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const { id, seq, text } of rows) {
    count(`${id} ${seq} ${text}`)
    count(`${id} ${text}`)
  }
  return messages.flatMap(({ conversation, seq, text }) =>
    counts.get(`${conversation} ${seq} ${text}`) === 1 &&
    counts.get(`${conversation} ${text}`) === 1
      ? []
      : [`${conversation} ${seq}: ${text}`],
  )
}

/** What was put aside, and no fault of ours made unreadable. */
async function putAside(): Promise<string[]> {
  const { fixture, kafka, poisoned } = stage
  const prefix = kafka.topicName('')
  const topics = await kafka.withAdmin((admin) => admin.listTopics())
  const letters = topics.filter((name) => name.startsWith(prefix) && name.endsWith('.dlq'))
  const names = letters.map((name) => name.slice(prefix.length))
  const records = await Promise.all(names.map((name) => fixture.topic(name)))
  return records
    .flat()
    .filter(({ key }) => !poisoned.has(key))
    .map(({ key, headers }) => `${headers['dlq_topic']} ${key}: ${headers['dlq_reason']}`)
}

test.for(SEEDS)(
  'faults of the seed %i lose nothing that was acknowledged, and pass by themselves',
  { timeout: LIMIT_MS },
  async (seed) => {
    const log: string[] = []
    const began = performance.now()
    const note = (what: string) =>
      log.push(`${((performance.now() - began) / 1_000).toFixed(1)} s ${what}`)
    try {
      let standing: readonly Fault[] = []
      const excused = () => standing.flatMap(({ excuses = [] }) => excuses)
      const people = crowd(stage.fixture, pairs, seed, excused)
      for (const { faults, deeds } of scheduleOf(seed, FAULTS)) {
        note(faults.map(({ name }) => name).join(' + '))
        standing = faults
        const heals: (() => Promise<unknown>)[] = []
        for (const fault of faults) heals.push(await fault.begin(stage))
        const [goal, end] = [people.tried() + deeds, performance.now() + ROUND_MS]
        await until(
          'people have tried enough',
          () => people.tried() >= goal || performance.now() > end,
          { timeoutMs: 2 * ROUND_MS },
        )
        await Promise.all(heals.map((heal) => heal()))
        standing = []
      }
      note('all is healed')
      await people.end()
      note('people rest')
      await until('the platform is well again', isWell, HEALED)
      note('it is well')
      expect(people.wrong).toEqual([])
      expect(stage.ended).toEqual([])
      expect(await lostMessages(people)).toEqual([])
      expect(
        await breachesAtRest(stage.fixture.probe, stage.fixture.history.operations, [
          ...(['I4', 'I5', 'I6', 'I7', 'I8', 'I12'] as const),
        ]),
      ).toEqual([])
      expect(await browsers.breaches(stage.fixture.probe)).toEqual([])
      expect(await putAside()).toEqual([])
      const { published, messages } = people
      expect(published.length + messages.length).toBeGreaterThan(10)
      note(`${people.tried()} tries, ${published.length} ads, ${messages.length} messages`)
    } catch (error) {
      const lines = [...log, ...stage.errors()].join('\n')
      throw new Error(`FAULT_SEED=${seed}: ${(error as Error).message}\n${lines}`, {
        cause: error,
      })
    }
    process.stdout.write(`seed ${seed}\n${log.join('\n')}\n`)
  },
)
