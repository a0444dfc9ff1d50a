// The services notify asks, as small as they can be: what they know is set by the test.
import type { Call } from '@pk-auto/grpc/call'
import { implement } from '@pk-auto/grpc/server'
import {
  ChatDefinition,
  type ChatServiceImplementation,
  ListedConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import {
  IdentityDefinition,
  type IdentityServiceImplementation,
  PublicPerson,
} from '@pk-auto/proto/pkauto/identity/v1/identity'
import {
  ListingPage,
  SearchDefinition,
  type SearchServiceImplementation,
} from '@pk-auto/proto/pkauto/search/v1/search'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { only } from '@pk-auto/testing/fakes/only'

export type Side = { unread: number; readSeq?: number; muted?: boolean; text?: string }

/** Sides of conversations by `<conversation> <person>`; names of people; titles of ads. */
export function fakeOthers() {
  const state = {
    ...{ chatAway: false, countAway: false, identityAway: false },
    /** Sessions that are over. */
    signedOut: new Set<string>(),
    /** Happens once, while notify waits for what chat or identity has found out by then. */
    meanwhile: undefined as (() => Promise<void>) | undefined,
  }
  const emails = new Map<string, string>()
  const phones = new Map<string, string>()
  const sides = new Map<string, Side & { peer: string }>()
  const names = new Map<string, string>()
  const titles = new Map<string, { en: string; ur: string }>()
  const chat = only<ChatServiceImplementation<Call>>({
    countUnreadOf: async ({ personIds }) => {
      if (state.chatAway || state.countAway) throw new DomainError('unavailable', 'UNAVAILABLE')
      const ofPerson = (person: string) =>
        [...sides].flatMap(([key, { unread }]) => (key.endsWith(` ${person}`) ? [unread] : []))
      return {
        people: personIds.map((id) => ({
          personId: id,
          messages: ofPerson(id).reduce((sum, unread) => sum + unread, 0),
        })),
      }
    },
    readSides: async ({ reads }) => {
      if (state.chatAway) throw new DomainError('unavailable', 'UNAVAILABLE')
      const found = {
        items: reads.flatMap(({ conversationId, personId }) => {
          const side = sides.get(`${conversationId} ${personId}`)
          if (!side) return []
          const { unread, readSeq = 0, muted = false, text = '', peer } = side
          return ListedConversation.fromPartial({
            conversation: { id: conversationId },
            side: { personId, peerId: peer, unread, readSeq: BigInt(readSeq), muted },
            last: { text },
          })
        }),
      }
      const { meanwhile } = state
      state.meanwhile = undefined
      await meanwhile?.()
      return found
    },
  })
  const identity = only<IdentityServiceImplementation<Call>>({
    getPhones: async ({ ids }) => {
      if (state.identityAway) throw new DomainError('unavailable', 'UNAVAILABLE')
      return {
        phones: ids.flatMap((id) => {
          const phone = phones.get(id)
          return phone === undefined ? [] : [{ id, phone, contact: undefined }]
        }),
      }
    },
    getEmails: async ({ ids }) => {
      if (state.identityAway) throw new DomainError('unavailable', 'UNAVAILABLE')
      return {
        emails: ids.flatMap((id) => {
          const email = emails.get(id)
          return email === undefined ? [] : [{ id, email }]
        }),
      }
    },
    getOpenSessions: async ({ sessionIds }) => {
      if (state.identityAway) throw new DomainError('unavailable', 'UNAVAILABLE')
      const open = sessionIds.filter((id) => !state.signedOut.has(id))
      const { meanwhile } = state
      state.meanwhile = undefined
      await meanwhile?.()
      return { sessionIds: open }
    },
    getPeople: async ({ ids }) => ({
      people: ids.map((id) => PublicPerson.fromPartial({ id, displayName: names.get(id) ?? '' })),
    }),
  })
  const search = only<SearchServiceImplementation<Call>>({
    getListingPages: async ({ ids }) => ({
      pages: ids.flatMap((id) => {
        const title = titles.get(id)
        return title ? ListingPage.fromPartial({ listing: { id }, title }) : []
      }),
    }),
  })
  return {
    ...{ state, sides, names, titles, emails, phones },
    implemented: [
      implement(ChatDefinition, chat),
      implement(IdentityDefinition, identity),
      implement(SearchDefinition, search),
    ],
  }
}
