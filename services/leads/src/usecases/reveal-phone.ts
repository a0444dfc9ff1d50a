// A person sees the number behind an ad: counted by the day, written down once per ad.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { dayOf } from '../domain/day.ts'
import { errors } from '../domain/errors.ts'
import type { ListingId, PersonId } from '../domain/ids.ts'
import { mustShowNumber, spendOne, type Ways } from '../domain/reveal.ts'
import type { Brand, Conversations, Listings, LockPerson, People, Reveals } from './stores.ts'

export type RevealPhoneDeps = {
  clock: Clock
  zone: string
  revealsADay: number
  listings: Listings
  people: People
  conversations: Pick<Conversations, 'isWelcome'>
  refuseAsAbsent: (listing: ListingId) => never
  /** A listing that no buyer has a reason to look for was revealed. */
  isCanary: (listing: ListingId) => boolean
  alarm: (listing: ListingId) => void
  inTransaction: InTransaction<{ reveals: Reveals; lockPerson: LockPerson }>
}

export type Revealed = Ways & { readonly phone: string; readonly left: number }

/**
 * The number leaves only after its row is on disk; without Postgres nobody sees any, nor while chat
 * cannot say whether the two have blocked each other. The same listing again is free, one's own
 * too.
 * @throws PHONE_NOT_VERIFIED (forbidden) · LISTING_NOT_FOUND, the same for absent and for whom the
 * seller has blocked · CONVERSATION_BLOCKED (forbidden) for who has blocked the seller ·
 * LISTING_NOT_LIVE, CONTACT_BY_MESSAGE_ONLY (conflict) · REVEALS_USED_UP (too_many)
 */
export function revealPhone(deps: RevealPhoneDeps) {
  const { clock, zone, revealsADay, listings, people, conversations, inTransaction } = deps
  return async function revealPhone(
    actor: Actor,
    { listing, brand }: { listing: ListingId; brand: Brand },
    actorToken: string,
  ): Promise<Revealed> {
    const person = mustBePerson(actor).personId as PersonId
    const [proved, seller] = await Promise.all([
      people.hasProvedNumber(person),
      listings.sellerOf(listing, brand),
    ])
    if (!proved) throw errors.PHONE_NOT_VERIFIED()
    const isOwn = seller === person
    if (!isOwn && !(await conversations.isWelcome(actorToken, seller))) deps.refuseAsAbsent(listing)
    const number = (await people.numberOf(seller)) ?? deps.refuseAsAbsent(listing)
    if (!isOwn) mustShowNumber(number)
    const left = await inTransaction({ actor }, async ({ reveals, lockPerson }) => {
      await lockPerson(person)
      const at = clock.now()
      const day = dayOf(at, zone)
      const used = await reveals.since(person, day.since)
      if (isOwn || (await reveals.has(person, listing))) return Math.max(0, revealsADay - used)
      const rest = spendOne(used, revealsADay, day)
      await reveals.insert({ person, listing, seller, at })
      return rest
    })
    if (deps.isCanary(listing) && !isOwn) deps.alarm(listing)
    return { ...number, left }
  }
}
