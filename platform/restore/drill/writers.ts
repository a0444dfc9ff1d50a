// People who sell cars and talk while the drill runs: what each was told, and when.
import { newId } from '@pk-auto/kernel/id'
import { setTimeout as wait } from 'node:timers/promises'
import { newAddress, newNumber } from '../../processes/processes.ts'
import { signIn, type Visitor } from '../../visitor.ts'
import { openTalk, type Talk } from './talk.ts'

export type Acknowledged = { readonly listing: string; readonly seller: string; readonly at: Date }

export type Writers = {
  readonly people: readonly Visitor[]
  /** Ads that are published, in the order of the answers. */
  readonly acknowledged: readonly Acknowledged[]
  readonly talk: Talk
  /** Resolves when nobody writes any more. */
  stop(): Promise<void>
}

const EVERY_MS = 150
/** Seldom enough for what one person may write in a minute. */
const TALK_EVERY = 6
const car = {
  ...{ make: 'toyota', model: 'corolla', generation: 'corolla-11th', year: 2016, km: 92_000 },
  ...{ price: { minor: 385_000_000, currency: 'PKR' }, engineCc: 1_300, fuel: 'petrol' },
  ...{ transmission: 'manual', assembly: 'local', body: 'sedan', colour: 'black' },
  ...{ city: 'multan', registrationCity: 'lahore', condition: 'used' },
}

/**
 * They sign in first, and the last writes to the one before; then one after the other posts and
 * publishes an ad.
 */
export async function startWriters(gatewayUrl: string, count: number): Promise<Writers> {
  const people: Visitor[] = []
  for (let i = 0; i < count; i += 1) {
    people.push(
      await signIn(gatewayUrl, newNumber(), { headers: newAddress(), patienceMs: 60_000 }),
    )
  }
  const [seller, buyer] = people.slice(-2)
  const ad = seller && (await sell(seller))
  if (!seller || !buyer || ad === undefined) throw new Error('an ad was refused')
  const talk = await openTalk({ buyer, seller }, ad)
  const acknowledged: Acknowledged[] = []
  let writing = true
  const write = async (): Promise<void> => {
    for (let turn = 0; writing; turn += 1) {
      const person = people[turn % people.length]!
      const listing = await sell(person).catch(() => undefined)
      if (listing) acknowledged.push({ listing, seller: person.personId, at: new Date() })
      if (turn % TALK_EVERY === 0) await talk.send().catch(() => undefined)
      await wait(EVERY_MS)
    }
  }
  const written = write()
  return {
    ...{ people, acknowledged, talk },
    async stop() {
      writing = false
      await written
    },
  }
}

type Ad = { readonly id: string; readonly version: number }

/** Undefined when it was refused. */
async function sell(seller: Visitor): Promise<string | undefined> {
  const draft = await draftAd(seller)
  return draft && (await publishAd(seller, draft)) ? draft.id : undefined
}

/** Undefined when it was refused. */
export async function draftAd(seller: Visitor): Promise<Ad | undefined> {
  const key = { 'idempotency-key': newId() }
  const { status, body } = await seller.call<Ad>('POST', '/api/v1/listings', car, key)
  return status === 201 ? body : undefined
}

const ifMatch = ({ version }: Ad) => ({ 'if-match': `"${version}"` })

/** False when it was refused. */
export async function publishAd(seller: Visitor, ad: Ad): Promise<boolean> {
  const path = `/api/v1/listings/${ad.id}/publish`
  return (await seller.call('POST', path, undefined, ifMatch(ad))).status === 200
}

/** False when it was refused. */
export async function lowerPrice(seller: Visitor, ad: Ad): Promise<boolean> {
  const change = { price: { ...car.price, minor: 370_000_000 } }
  return (
    (await seller.call('PATCH', `/api/v1/listings/${ad.id}`, change, ifMatch(ad))).status === 200
  )
}
