// Lets the people of a made-up market talk about its ads: conversations through chat's own seed
// command, leads through that of leads.
import { retryTransient } from '@pk-auto/lifecycle/retry-transient'
import type { Started } from './parts.ts'
import { talks, type SeedTalk } from './seeds/conversations.ts'

/** An ad that is live, and whose. */
export type SeedAd = { readonly id: string; readonly seller: string }

export type TalkTarget = {
  part(name: 'chat'): Pick<Started<'chat'>, 'seed'>
  part(name: 'leads'): Pick<Started<'leads'>, 'seed'>
}

export type Talking = {
  readonly seed: number
  readonly conversations: number
  readonly now: Date
  readonly ads: readonly SeedAd[]
  readonly people: readonly string[]
  readonly idOf: (kind: string, index: number, at: Date) => string
}

const BATCH = 50
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Safe to repeat with the same order. Returns how many leads were new. */
export async function seedConversations(platform: TalkTarget, order: Talking): Promise<number> {
  const { ads, people } = order
  const all = talks({ ...order, ads: ads.length, people: people.length })
  const seeds = all.flatMap((talk, index) => seedOf(talk, index, order) ?? [])
  let made = 0
  for (let from = 0; from < seeds.length; from += BATCH) {
    const batch = seeds.slice(from, from + BATCH)
    // A lead names its conversation, so that comes first.
    await retryTransient(() =>
      platform.part('chat').seed(batch.map(({ conversation }) => conversation)),
    )
    made += await retryTransient(() => platform.part('leads').seed(batch.map(({ lead }) => lead)))
  }
  return made
}

/** Nothing for somebody who would buy from themselves. */
function seedOf(talk: SeedTalk, index: number, { ads, people, now, idOf }: Talking) {
  const ad = ads[talk.adIndex]
  const buyer = people[talk.buyerIndex]
  if (!ad || buyer === undefined || buyer === ad.seller) return undefined
  const at = new Date(now.getTime() - talk.daysAgo * DAY_MS)
  const messages = talk.lines.map(({ by, text, minutesAfter }, line) => {
    const sentAt = new Date(at.getTime() + minutesAfter * MINUTE_MS)
    const id = idOf(`message ${line}`, index, sentAt)
    return { id, by: by === 'buyer' ? buyer : ad.seller, text, at: sentAt }
  })
  const id = idOf('conversation', index, at)
  const reply = messages.find(({ by }) => by === ad.seller)
  return {
    conversation: { id, listing: ad.id, from: buyer, to: ad.seller, at, messages },
    lead: {
      ...{ id: idOf('lead', index, at), listing: ad.id, buyer, seller: ad.seller },
      ...{ conversation: id, at },
      ...(reply && { repliedAt: reply.at }),
      ...(talk.status && { status: talk.status }),
    },
  }
}
