// Proto in, command out, for everything a gateway asks of leads. No rule lives here.
import { type Call, keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type { LeadsDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { leadId, listingId, offerId, personIds, type PersonId } from '../domain/ids.ts'
import type { LeadsVerbs } from '../usecases/index.ts'
import type { Brand } from '../usecases/stores.ts'
import {
  kindFromWire,
  leadMessage,
  sideFromWire,
  statusFromWire,
  waitingMessage,
} from '../wire/lead.ts'
import { answerFromWire, offerMessage, priceFromWire } from '../wire/offer.ts'
import { cursorOf, readCursor } from './lead-cursor.ts'

// A request without a brand means the first one.
const brandOf = ({ market, channels }: Brand): Brand => ({
  market: market || 'pk',
  channels: channels.length > 0 ? channels : ['automart'],
})

const readerOf = ({ actor }: Call): PersonId =>
  (actor.kind === 'person' ? actor.personId : '') as PersonId

export const leadsRpc = (use: LeadsVerbs): Implementation<typeof LeadsDefinition> => ({
  createLead: async (request, call) => {
    const brand = brandOf(request)
    const { lead, created } = await use.createLead(
      call.actor,
      keyOf(call),
      {
        ...{ listing: listingId(request.listingId), kind: kindFromWire(request.kind) },
        ...{ text: request.text, brand },
        source: { gateway: call.caller, channel: brand.channels[0] ?? '' },
      },
      call.actorToken ?? '',
    )
    return { lead: leadMessage({ lead, note: '' }, readerOf(call)), created }
  },
  listLeads: async ({ side, listingId: listing, page }, call) => {
    const after = readCursor(page?.after ?? '')
    const { items, next } = await use.listLeads(call.actor, {
      ...{ side: sideFromWire(side), limit: page?.limit ?? 20 },
      ...(listing !== undefined && { listing: listingId(listing) }),
      ...(after && { after }),
    })
    return { leads: items.map((item) => leadMessage(item, readerOf(call))), next: cursorOf(next) }
  },
  countWaiting: async (_request, { actor }) => ({ leads: await use.countWaiting(actor) }),
  readWaitingOf: async ({ personIds: ids }) => ({
    people: (await use.readWaitingOf(personIds(ids))).map(waitingMessage),
  }),
  updateLead: async ({ id, expectedVersion, status, note }, call) => {
    const wish = {
      ...(status !== undefined && { status: statusFromWire(status) }),
      ...(note !== undefined && { note }),
    }
    const edited = await use.updateLead(call.actor, { id: leadId(id), expectedVersion, ...wish })
    return leadMessage(edited, readerOf(call))
  },
  makeOffer: async (request, call) => {
    const command = { lead: leadId(request.leadId), price: priceFromWire(request.price) }
    const brand = brandOf(request)
    const token = call.actorToken ?? ''
    return offerMessage(await use.makeOffer(call.actor, keyOf(call), { ...command, brand }, token))
  },
  answerOffer: async ({ expectedVersion, answer, price, ...ids }, { actor }) =>
    offerMessage(
      await use.answerOffer(actor, {
        ...{ lead: leadId(ids.leadId), offer: offerId(ids.offerId), expectedVersion },
        given: answerFromWire(answer, price),
      }),
    ),
  revealPhone: async (request, { actor, actorToken = '' }) => {
    const command = { listing: listingId(request.listingId), brand: brandOf(request) }
    return use.revealPhone(actor, command, actorToken)
  },
})
