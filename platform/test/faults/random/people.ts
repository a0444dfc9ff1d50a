// People who go on selling, talking, saving, bidding, reporting and signing in, whatever fails
// under them: what is refused or not answered they try again, as an app does.
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '@pk-auto/kernel/id'
import type { ProcessPlatform } from '../../../processes/processes.ts'
import type { Visitor, VisitorAnswer } from '../../../visitor.ts'
import { createAd, foundIds, publishAd } from '../scenario.ts'
import { deedsOf, type Shown } from './deeds.ts'
import { sayBySocket } from './say.ts'
import { type Chance, chanceOf } from './seeded.ts'

/** Two people and the conversation that they have. */
export type Pair = { readonly both: readonly [Visitor, Visitor]; readonly conversation: string }
/** A message that was acknowledged. */
export type Message = { readonly conversation: string; readonly seq: number; readonly text: string }

export type Crowd = {
  /** How often something was tried, with whatever outcome. */
  tried(): number
  readonly messages: readonly Message[]
  /** Ads that were published, by their answers. */
  readonly published: readonly string[]
  /** Answers that no fault excuses: a person in good standing is never told that they are wrong. */
  readonly wrong: readonly string[]
  /** Resolves when everybody has ended what they had begun. */
  end(): Promise<void>
}

/** Away, busy, in doubt: come again. */
const COME_AGAIN = [408, 425, 429, 502, 503, 504]
const isUnderWay = ({ status, body }: VisitorAnswer<unknown>): boolean =>
  status === 409 && (body as { code?: string }).code === 'IDEMPOTENCY_IN_FLIGHT'
const PAUSE_MS = 150
const TRIES = 12

/** Each pair is two people at work at the same time. `excused` are statuses that pass just now. */
export function crowd(
  fixture: ProcessPlatform,
  pairs: readonly Pair[],
  seed: number,
  excused: () => readonly number[],
): Crowd {
  let tried = 0
  let going = true
  const messages: Message[] = []
  const published: string[] = []
  const shown: Shown[] = []
  const wrong: string[] = []

  /** Excused when it was asked, or when it was answered. */
  const mayPass = (): ((status: number) => boolean) => {
    const before = excused()
    return (status) => [...COME_AGAIN, ...before, ...excused()].includes(status)
  }
  /** Until it is answered for good; undefined when the tries are used up. */
  async function patiently<T>(
    what: string,
    call: () => Promise<VisitorAnswer<T>>,
  ): Promise<VisitorAnswer<T> | undefined> {
    for (let left = TRIES; left > 0; left -= 1) {
      tried += 1
      const passes = mayPass()
      const answer = await call().catch(() => undefined)
      if (answer && answer.status < 300) return answer
      if (answer && !passes(answer.status) && !isUnderWay(answer)) {
        wrong.push(`${what} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
        return undefined
      }
      if (!going) return undefined
      await wait(PAUSE_MS)
    }
    return undefined
  }

  const sell = async (seller: Visitor, chance: Chance) => {
    const key = newId()
    const km = 1_000 + Math.trunc(chance.next() * 200_000)
    // Whoever is impatient clicks twice.
    const clicks = chance.next() < 0.3 ? 2 : 1
    const answers = await Promise.all(
      Array.from({ length: clicks }, () =>
        patiently('a draft', () => createAd(seller, { km }, key)),
      ),
    )
    const draft = answers.find((answer) => answer !== undefined)
    if (!draft) return
    const ad = await patiently('publishing', () => publishAd(seller, draft.body))
    if (ad?.body.state !== 'live') return
    published.push(ad.body.id)
    shown.push({ id: ad.body.id, seller: seller.personId })
  }
  const talk = async (person: Visitor, { conversation }: Pair) => {
    const clientId = newId()
    const text = `message ${clientId}`
    const path = `/api/v1/chat/conversations/${conversation}/messages`
    const answer = await patiently('a message', () =>
      person.call<{ seq: number }>('POST', path, { clientId, kind: 'text', text }),
    )
    if (answer) messages.push({ conversation, seq: answer.body.seq, text })
  }
  /** By a socket first; what it does not answer goes again by the next one. */
  const say = async (person: Visitor, { conversation: conv }: Pair) => {
    const clientId = newId()
    const text = `message ${clientId}`
    for (let left = TRIES; left > 0; left -= 1) {
      tried += 1
      const message = { conv, clientId, text }
      const seq = await sayBySocket(fixture.gatewayUrl, person, message).catch(() => undefined)
      if (seq !== undefined) {
        messages.push({ conversation: conv, seq, text })
        const by = person.personId
        fixture.history.note({
          what: 'send message',
          outcome: 'ok',
          id: clientId,
          version: seq,
          by,
        })
        return
      }
      if (!going) return
      await wait(PAUSE_MS)
    }
  }
  const deeds = deedsOf(patiently, shown)
  const look = async () => {
    tried += 1
    await foundIds(fixture.gatewayUrl).catch(() => undefined)
  }
  const ownAds = (person: Visitor) =>
    patiently('own ads', () => person.call('GET', '/api/v1/me/listings'))
  /** They are never seen again: an account that half exists is a matter of the history. */
  const join = async () => {
    tried += 1
    const passes = mayPass()
    await fixture.visitor().catch((error: Error) => {
      const status = Number(/answered (\d+)/.exec(error.message)?.[1] ?? 503)
      // Nobody knows whether a code came whose sending was not answered.
      if (error.message.includes('"path":"code"')) return
      if (!passes(status)) wrong.push(error.message)
    })
  }

  const live = async (person: Visitor, pair: Pair, chance: Chance) => {
    while (going) {
      const deed = chance.next()
      if (deed < 0.25) await sell(person, chance)
      else if (deed < 0.38) await talk(person, pair)
      else if (deed < 0.52) await say(person, pair)
      else if (deed < 0.6) await look()
      else if (deed < 0.68) await deeds.save(person, chance)
      else if (deed < 0.76) await deeds.bid(person, chance)
      else if (deed < 0.81) await deeds.watch(person, chance)
      else if (deed < 0.88) await deeds.report(person, chance)
      else if (deed < 0.94) await ownAds(person)
      else await join()
      await wait(PAUSE_MS)
    }
  }
  const living = Promise.all(
    pairs.flatMap((pair, i) =>
      pair.both.map((person, k) => live(person, pair, chanceOf(seed * 100 + 2 * i + k))),
    ),
  )
  return {
    ...{ messages, published, wrong },
    tried: () => tried,
    async end() {
      going = false
      await living
    },
  }
}
