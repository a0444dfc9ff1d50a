// The services leads asks, as small as they can be: what they know is set by the test, and what
// they did is counted.
import { implement } from '@pk-auto/grpc/server'
import { mustBePerson, type Person } from '@pk-auto/kernel/actor'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import {
  CatalogueDefinition,
  type CatalogueServiceImplementation,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ListingState, PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import {
  type AppendEventRequest,
  ChatDefinition,
  type ChatServiceImplementation,
  type Conversation,
  ListedConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import {
  type ContactWays,
  IdentityDefinition,
  type IdentityServiceImplementation,
} from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { Call } from '@pk-auto/grpc/call'
import { only } from '@pk-auto/testing/fakes/only'

const LIVE = ListingState.LISTING_STATE_LIVE
const ANY_WAY: ContactWays = { call: true, whatsapp: true, from: '', to: '' }

export function fakeCatalogue() {
  const listings = new Map<string, PublicListing>()
  return {
    listings,
    /** An ad of this seller; returns its id. */
    listingOf({ personId }: Person, state: ListingState = LIVE): string {
      const id = newId()
      listings.set(id, PublicListing.fromPartial({ id, sellerId: personId, state }))
      return id
    },
    implemented: implement(
      CatalogueDefinition,
      only<CatalogueServiceImplementation<Call>>({
        getPublishedListings: async ({ ids }) => ({
          listings: ids.flatMap((id) => listings.get(id) ?? []),
        }),
      }),
    ),
  }
}

export function fakeIdentity() {
  const ways = new Map<string, ContactWays>()
  const unproved = new Set<string>()
  const numberOf = (id: string) => `+92300${id.replace(/\D/g, '').slice(0, 7).padEnd(7, '0')}`
  const contactOf = (id: string) => ways.get(id) ?? ANY_WAY
  return {
    ways,
    unproved,
    numberOf,
    implemented: implement(
      IdentityDefinition,
      only<IdentityServiceImplementation<Call>>({
        getPeople: async ({ ids }) => ({
          people: ids.map((id) => ({
            ...{ id, displayName: '', city: '', memberSince: undefined, contact: contactOf(id) },
            phoneVerified: !unproved.has(id),
          })),
        }),
        getPhones: async ({ ids }) => ({
          phones: ids.map((id) => ({ id, phone: numberOf(id), contact: contactOf(id) })),
        }),
      }),
    ),
  }
}

export type Sent = { by: string; conversationId: string; clientId: string; text: string }

export function fakeChat() {
  const conversations = new Map<string, Conversation>()
  const state = { away: false, sendingAway: false }
  const blockedBy = new Map<string, string>()
  const sent = new Map<string, Sent>()
  const steps = new Map<string, AppendEventRequest>()
  const away = () => new DomainError('unavailable', 'UNAVAILABLE')
  return {
    state,
    conversations,
    blockedBy,
    /** Steps of offers, each once, in their order. */
    steps: () => [...steps.values()],
    /** Each message once, as chat's own clientId makes it. */
    sent: () => [...sent.values()],
    implemented: implement(
      ChatDefinition,
      only<ChatServiceImplementation<Call>>({
        async readBlock({ personId }, { actor }) {
          if (state.away) throw away()
          const me = mustBePerson(actor).personId
          return {
            byActor: blockedBy.get(personId) === me,
            byOther: blockedBy.get(me) === personId,
          }
        },
        async openConversation({ personId, listingId }, { actor }) {
          if (state.away) throw away()
          const me = mustBePerson(actor).personId
          if (blockedBy.get(me) === personId || blockedBy.get(personId) === me)
            throw new DomainError('forbidden', 'CONVERSATION_BLOCKED')
          const key = [listingId, ...[me, personId].toSorted()].join(' ')
          const known = conversations.get(key)
          const conversation = known ?? {
            ...{ id: newId(), listingId, personIds: [me, personId].toSorted() },
            ...{ lastSeq: 0n, createdAt: new Date() },
          }
          conversations.set(key, conversation)
          return { conversation, created: !known }
        },
        async readSides({ reads }) {
          if (state.away) throw away()
          const items = reads.flatMap(({ conversationId, personId }) => {
            const found = [...conversations.values()].find(({ id }) => id === conversationId)
            const peerId = found?.personIds.find((one) => one !== personId)
            if (!found?.personIds.includes(personId) || peerId === undefined) return []
            const blocked = blockedBy.get(peerId) === personId
            const side = { personId, peerId, blocked }
            return ListedConversation.fromPartial({ conversation: found, side })
          })
          return { items }
        },
        async appendEvent(request) {
          if (state.away) throw away()
          const repeated = steps.has(request.clientId)
          if (!repeated) steps.set(request.clientId, request)
          return { seq: BigInt(steps.size), at: new Date(), repeated }
        },
        async sendMessage({ conversationId, clientId, text }, { actor }) {
          if (state.sendingAway) throw away()
          const by = mustBePerson(actor).personId
          const repeated = sent.has(clientId)
          if (!repeated) sent.set(clientId, { by, conversationId, clientId, text })
          return { seq: BigInt(sent.size), at: new Date(), repeated }
        },
      }),
    ),
  }
}
