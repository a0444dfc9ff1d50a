// Rows of a list of conversations with what search knows of the car, identity of the peer, and the
// gateways of who is there.
import type { Brand } from '@pk-auto/gateway-shared/brand'
import { presentConversation } from '@pk-auto/gateway-shared/present/conversation'
import { presentMoney, presentState, presentTime } from '@pk-auto/gateway-shared/present/listing'
import { presentPhoto } from '@pk-auto/gateway-shared/present/media-urls'
import type { ConversationOut } from '@pk-auto/gateway-shared/schemas/conversation'
import type { Seen, SeenOf } from '@pk-auto/gateway-shared/live/presence'
import { personBadges } from '@pk-auto/gateway-shared/present/person'
import type { PublicPerson } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { ListedConversation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Clients } from './clients.ts'

const nothing = () => undefined

/** Each row of one batch; a row is shown without what its owner cannot say now. */
export const conversationView = (
  { pages, people }: Pick<Clients, 'pages' | 'people'>,
  { mediaBase, seen }: { readonly mediaBase: string; readonly seen: SeenOf },
) => {
  const aboutOf = async (brand: Brand, listingId: string): Promise<ConversationOut['about']> => {
    const page = await pages(brand)
      .load(listingId)
      .catch(() => 'unknown' as const)
    if (page === 'unknown') return { listingId }
    // No page for anyone: a reader who knew it learns that it is gone.
    if (!page?.listing) return { listingId, state: 'closed' }
    const title = page.title ?? { en: '', ur: '' }
    const [photo] = page.photos
    return {
      ...{ listingId, title, price: presentMoney(page.listing.facts?.price) },
      state: presentState(page.listing.state),
      ...(photo && { photo: presentPhoto(photo, mediaBase, title.en) }),
    }
  }
  return async (rows: readonly ListedConversation[], brand: Brand): Promise<ConversationOut[]> => {
    const shown = rows.flatMap(({ side, showsPresence }) =>
      side && showsPresence ? side.peerId : [],
    )
    const there = seen([...new Set(shown)])
    return Promise.all(
      rows.map(async (listed) => {
        const row = presentConversation(listed)
        const [peer, about, seenOf] = await Promise.all([
          people.load(row.peer.id).catch(nothing),
          row.about && aboutOf(brand, row.about.listingId),
          there,
        ])
        return {
          ...row,
          ...(about && { about }),
          peer: {
            ...{ ...row.peer, ...(peer && !row.peer.gone && presentPeer(peer)) },
            ...presentSeen(seenOf.get(row.peer.id)),
          },
        }
      }),
    )
  }
}

type Peer = ConversationOut['peer']

const presentPeer = (person: PublicPerson): Omit<Peer, 'id'> => ({
  ...(person.displayName !== '' && { displayName: person.displayName }),
  badges: personBadges(person),
})

const presentSeen = (seen: Seen | undefined): Pick<Peer, 'online' | 'lastSeenAt'> => ({
  ...(seen && { online: seen.online }),
  ...(seen?.lastSeenAt && { lastSeenAt: presentTime(seen.lastSeenAt) }),
})
