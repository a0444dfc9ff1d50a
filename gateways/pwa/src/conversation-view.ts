// Rows of a list of conversations with what search knows of the car and identity of the peer.
import type { Brand } from '@pk-auto/gateway-shared/brand'
import { presentConversation } from '@pk-auto/gateway-shared/present/conversation'
import { presentMoney, presentState } from '@pk-auto/gateway-shared/present/listing'
import { presentPhoto } from '@pk-auto/gateway-shared/present/media-urls'
import type { ConversationOut } from '@pk-auto/gateway-shared/schemas/conversation'
import type { ListedConversation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { Clients } from './clients.ts'

const nothing = () => undefined

/** Each row of one batch; a row is shown without what its owner cannot say now. */
export const conversationView = (
  { pages, people }: Pick<Clients, 'pages' | 'people'>,
  mediaBase: string,
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
  return async (rows: readonly ListedConversation[], brand: Brand): Promise<ConversationOut[]> =>
    Promise.all(
      rows.map(async (listed) => {
        const row = presentConversation(listed)
        const [peer, about] = await Promise.all([
          people.load(row.peer.id).catch(nothing),
          row.about && aboutOf(brand, row.about.listingId),
        ])
        const named = peer !== undefined && peer.displayName !== ''
        return {
          ...row,
          ...(about && { about }),
          peer: { id: row.peer.id, ...(named && { displayName: peer.displayName }) },
        }
      }),
    )
}
