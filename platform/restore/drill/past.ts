// What happens before the loss: a market, a base backup, people who write, and around a second
// chosen by chance the things that a restore gets wrong most easily.
import { setTimeout as wait } from 'node:timers/promises'
import { takeBaseBackup } from '@pk-auto/backup/base-backup'
import { shipWal } from '@pk-auto/backup/ship-wal'
import type { Objects } from '@pk-auto/objects/objects'
import { PEOPLE } from '@pk-auto/proto/topics'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { EnvironmentOptions } from '../../environment.ts'
import type { Probe } from '../../invariants/probe.ts'
import { PROCESS_NAMES } from '../../parts.ts'
import { startPlatform } from '../../platform.ts'
import { seedMarket } from '../../seed.ts'
import type { ArchivingServer } from './archiving-server.ts'
import { draftAd, lowerPrice, publishAd, startWriters, type Writers } from './writers.ts'

export type Past = {
  /** The second that is to be restored. */
  readonly until: Date
  readonly writers: Writers
  /** Written before that second, published behind it; by the second of the people. */
  readonly draft: string
  /** Erased behind it: the first of the people. */
  readonly erased: string
}

type Live = {
  readonly place: EnvironmentOptions
  readonly server: ArchivingServer
  readonly backups: Objects
  readonly probe: Probe
  readonly listings: number
  readonly writeMs: number
  readonly onStep: OnStep
}

const WRITERS = 12
/** An answer comes a little behind its commit: around the second either may be true. */
export const AROUND_MS = 1_000

/** Resolves with the platform stopped and nothing stored any more. */
export async function liveUntilLoss(live: Live): Promise<Past> {
  const { place, server, backups, probe, listings, writeMs, onStep } = live
  await using platform = await step(onStep, 'the platform', () =>
    startPlatform({ ...place, parts: PROCESS_NAMES }),
  )
  const order = { seed: 3, listings, people: 40, pictures: 4, conversations: 20, now: new Date() }
  await seedMarket(platform, order, { onStep })
  await using _shipping = shipWal(backups, server.walFolder)
  await step(onStep, 'base backup', () =>
    takeBaseBackup({ url: server.postgresUrl, objects: backups }),
  )
  const writers = await step(onStep, `${WRITERS} people sign in`, () =>
    startWriters(platform.gatewayUrl, WRITERS),
  )
  const [first, second] = writers.people
  const draft = second && (await draftAd(second))
  if (!first || !draft) throw new Error('a draft was refused')
  const from = Date.now()
  // Neither in the first moments nor in the last: something is to come before and behind it.
  const until = new Date(from + Math.trunc(writeMs * (0.2 + 0.6 * Math.random())))
  await step(onStep, `people write for ${writeMs / 1_000} s`, async () => {
    await wait(until.getTime() - Date.now() + AROUND_MS)
    await mustBe('publishing', publishAd(second, draft))
    const [known] = writers.acknowledged
    const seller = writers.people.find(({ personId }) => personId === known?.seller)
    if (!known || !seller) throw new Error('nobody has sold anything')
    await mustBe('lowering a price', lowerPrice(seller, { id: known.listing, version: 2 }))
    await erase(probe, first.personId)
    await wait(from + writeMs - Date.now())
    await writers.stop()
  })
  return { until, writers, draft: draft.id, erased: first.personId }
}

async function mustBe(what: string, done: Promise<boolean>): Promise<void> {
  if (!(await done)) throw new Error(`${what} was refused`)
}

/** As its owner does it: the row and the end of its key, in one commit. */
async function erase(probe: Probe, person: string): Promise<void> {
  await probe.rows(
    'identity',
    `with gone as (delete from person where id = $1 returning id)
     insert into outbox (id, topic, key, type, value, at)
     select uuidv7(), $2, id::text, $3, null, now() from gone`,
    [person, PEOPLE.name, PEOPLE.type],
  )
}
