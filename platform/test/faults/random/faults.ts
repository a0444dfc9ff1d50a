// The faults that a random run draws from: each begins and is healed by the environment alone, as
// an orchestrator, a network or time would do it. No data is mended by anybody.
import { newId } from '@pk-auto/kernel/id'
import type { Publisher } from '@pk-auto/kafka/publisher'
import type { OutboundEvent } from '@pk-auto/kafka/event'
import {
  freezeServer,
  killServer,
  restartServer,
  thawServer,
  wipeElasticsearch,
  wipeRedis,
} from '@pk-auto/servers/faults'
import type { ServerName } from '@pk-auto/servers/server-urls'
import type { ServiceName } from '../../../parts.ts'
import type { Chance } from './seeded.ts'
import type { LineState } from './link.ts'
import type { Stage } from './stage.ts'

export type Fault = {
  /** As it is printed. */
  readonly name: string
  /** What it touches: no two faults at once touch the same. */
  readonly on: readonly string[]
  /** Statuses that it makes a right answer while it stands. */
  readonly excuses?: readonly number[]
  /** Resolves to what heals it. */
  begin(stage: Stage): Promise<() => Promise<unknown>>
}
/** Chosen anew at each draw. */
export type Drawn = (chance: Chance) => Fault

const none = async () => undefined
const SERVICES = [
  ...(['identity', 'catalogue', 'search', 'chat', 'notify', 'leads', 'media-iq'] as const),
  'fraud',
] as const

const killed: Drawn = (chance) => {
  const name = chance.pick([...SERVICES, 'gateway-pwa'] as const)
  return {
    name: `${name} is killed`,
    on: [name],
    async begin(stage) {
      await stage.process(name).kill()
      return () => stage.start(name)
    },
  }
}

const frozen: Drawn = (chance) => {
  const name = chance.pick(SERVICES)
  return {
    name: `${name} is frozen`,
    on: [name],
    async begin(stage) {
      const { pid } = stage.process(name)
      process.kill(pid, 'SIGSTOP')
      return async () => process.kill(pid, 'SIGCONT')
    },
  }
}

const dying =
  (failpoint: string, names: readonly ServiceName[]): Drawn =>
  (chance) => {
    const name = chance.pick(names)
    return {
      name: `${name} dies at ${failpoint}`,
      on: [name, 'postgres', 'kafka'],
      async begin(stage) {
        // Where something waits for it already it dies before it is ready.
        await stage.start(name, { FAILPOINT: `${failpoint}:kill` }).catch(none)
        return () => stage.start(name)
      },
    }
  }

const server =
  (name: ServerName, what: 'killed' | 'frozen'): Drawn =>
  () => ({
    name: `${name} is ${what}`,
    on: [name],
    async begin({ offset }) {
      const [begin, heal] =
        what === 'killed' ? [killServer, restartServer] : [freezeServer, thawServer]
      await begin(name, offset)
      return () => heal(name, offset)
    },
  })

const redisEmptied: Drawn = () => ({
  name: 'redis forgets everything',
  on: ['redis'],
  async begin({ offset }) {
    await wipeRedis(offset)
    return none
  },
})

const indexDeleted: Drawn = () => ({
  name: 'the index is deleted',
  on: ['elasticsearch'],
  async begin({ sharedOffset, fixture }) {
    await wipeElasticsearch(sharedOffset, `${fixture.env('search')['INDEX_PREFIX']}*`)
    return none
  },
})

const line =
  (name: 'postgres' | 'redis' | 'elasticsearch' | 'catalogue-rpc'): Drawn =>
  (chance) => {
    const state = chance.pick<LineState>(['slow', 'silent', 'half-open', 'cut'])
    return {
      name: `the line to ${name} is ${state}`,
      on: [name === 'catalogue-rpc' ? 'catalogue' : name],
      async begin({ links }) {
        links[name].set(state)
        return async () => links[name].set('whole')
      },
    }
  }

const TABLES = [
  ['catalogue', 'listing'],
  ['catalogue', 'outbox'],
  ['chat', 'conversation_event'],
  ['identity', 'person'],
  ['search', 'search_doc'],
  ['fraud', 'report'],
] as const

/** Whoever writes there waits with its connection: after a while its pool has none left. */
const tableLocked: Drawn = (chance) => {
  const [service, table] = chance.pick(TABLES)
  return {
    name: `${service}'s table ${table} is locked`,
    on: ['postgres', service],
    begin: ({ owner }) => owner.lockTable(service, table),
  }
}

const connectionsTaken: Drawn = (chance) => {
  const service = chance.pick(['identity', 'catalogue', 'search', 'chat', 'fraud'] as const)
  return {
    name: `${service} is given no connection`,
    on: ['postgres', service],
    begin: ({ owner }) => owner.refuseConnections(service),
  }
}

const TOPICS = [
  'catalogue.listing.v1',
  'identity.person.v1',
  'chat.conversation.v1',
  'media-iq.media.v1',
] as const

/** What a broker or a relay repeats, at its worst; then once more as it was. */
const repeated: Drawn = (chance) => {
  const topic = chance.pick(TOPICS)
  return {
    name: `every event of ${topic} comes three times more, shuffled`,
    on: ['kafka'],
    async begin({ fixture, publisher }) {
      const events = (await fixture.topic(topic)).map(({ key, value, headers }): OutboundEvent => ({
        ...{ topic, key, value, id: headers['ce_id'] ?? '', type: headers['ce_type'] ?? '' },
        at: new Date(headers['ce_time'] ?? 0),
      }))
      await inBatches(publisher, chance.shuffled([...events, ...events, ...events]))
      return () => inBatches(publisher, events)
    },
  }
}

async function inBatches(publisher: Publisher, events: readonly OutboundEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 100)
    await publisher.publish(events.slice(from, from + 100))
}

/** Nobody committed it: its time is past what the checker of I5 asks for. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z')

const poison: Drawn = (chance) => {
  const topic = chance.pick(TOPICS)
  const kind = chance.pick(['bytes nobody can read', 'a kind nobody knows'] as const)
  return {
    name: `${kind} on ${topic}`,
    on: ['kafka'],
    async begin({ fixture, publisher, poisoned }) {
      const [sample] = await fixture.topic(topic)
      const known = sample?.headers['ce_type'] ?? ''
      const isUnknown = kind === 'a kind nobody knows'
      const key = newId()
      poisoned.add(key)
      await publisher.publish([
        {
          ...{ topic, key, id: newId(), at: LONG_AGO },
          type: isUnknown ? 'pkauto.never.v9.Invented' : known,
          value: Buffer.from([0xff, 0x00, 0x7b, 0xc3, 0x28]),
        },
      ])
      return none
    },
  }
}

const rebalanceStorm: Drawn = (chance) => {
  const name = chance.pick(['search', 'media-iq', 'notify'] as const)
  return {
    name: `consumers of ${name} come and go`,
    on: ['kafka', 'postgres', name],
    async begin({ fixture }) {
      const comers = await Promise.all(
        [1, 2].map(() => fixture.spawnReplica(name, { ROLES: 'consume' })),
      )
      let going = true
      const storm = (async () => {
        while (going) {
          const comer = await fixture.spawnReplica(name, { ROLES: 'consume' })
          comers.push(comer)
          await comers.shift()?.kill()
        }
      })()
      return async () => {
        going = false
        await storm
        await Promise.all(comers.map((comer) => comer.stop()))
      }
    },
  }
}

const MINUTES = [-120, -5, 5, 120] as const

/**
 * Whoever has the wrong time takes passes for expired or not yet good, as it must; what it stores
 * meanwhile has to be good afterwards.
 */
const wrongClock: Drawn = (chance) => {
  const name = chance.pick([
    ...(['catalogue', 'chat', 'media-iq', 'leads', 'notify', 'fraud'] as const),
  ])
  const minutes = chance.pick(MINUTES)
  return {
    name: `the clock of ${name} is ${minutes} minutes off`,
    on: [name, 'postgres'],
    // A service that cannot prove itself is our fault, not the person's.
    excuses: [401, 500],
    async begin(stage) {
      await stage.start(name, { NODE_OPTIONS: `--import ${shifted(minutes * 60_000)}` })
      return () => stage.start(name)
    },
  }
}

/** A module that moves the clock of the process that imports it. */
const shifted = (ms: number): string => {
  const source = `
    const True = Date
    const now = () => True.now() + ${ms}
    globalThis.Date = class Date extends True {
      constructor(...all) { all.length === 0 ? super(now()) : super(...all) }
      static now() { return now() }
    }`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

/** A deck: each is drawn once before any comes again. */
export const DECK: readonly Drawn[] = [
  killed,
  killed,
  frozen,
  frozen,
  dying('outbox.after_send', ['catalogue', 'chat', 'identity', 'fraud']),
  dying('consume.after_handle', ['search', 'notify', 'leads']),
  server('kafka', 'killed'),
  server('kafka', 'frozen'),
  server('redis', 'killed'),
  server('redis', 'frozen'),
  server('postgres', 'killed'),
  redisEmptied,
  indexDeleted,
  line('postgres'),
  line('redis'),
  line('elasticsearch'),
  line('catalogue-rpc'),
  wrongClock,
  tableLocked,
  connectionsTaken,
  repeated,
  poison,
  rebalanceStorm,
]
