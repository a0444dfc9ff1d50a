// Proto in, command out, for everything asked of chat. No rule lives here.
import type { Implementation } from '@pk-auto/grpc/server'
import type { ChatDefinition, LogRead } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { clientId, conversationId, mediaId, personId } from '../domain/ids.ts'
import type { ChatVerbs } from '../usecases/index.ts'
import type { Wanted } from '../usecases/stores.ts'
import {
  changesMessage,
  contentFromWire,
  conversationMessage,
  foundMessage,
  listedMessage,
  pageMessage,
  sideMessage,
  stepFromWire,
} from '../wire/conversation.ts'

const wantedOf = (read: LogRead): Wanted => ({
  conversation: conversationId(read.conversationId),
  person: personId(read.personId),
  ...(read.before === undefined ? { after: Number(read.after) } : { before: Number(read.before) }),
})

const messageAt = (request: { conversationId: string; seq: bigint }) => ({
  conversation: conversationId(request.conversationId),
  seq: Number(request.seq),
})
const numbered = ({ seq, at }: { seq: number; at: Date }) => ({ seq: BigInt(seq), at })

export const chatRpc = (use: ChatVerbs): Implementation<typeof ChatDefinition> => ({
  openConversation: async (request, { actor }) => {
    const { listingId: id } = request
    const about =
      id === undefined ? ({ kind: 'person' } as const) : ({ kind: 'listing', id } as const)
    const to = personId(request.personId)
    const { conversation, created } = await use.openConversation(actor, { to, about })
    return { conversation: conversationMessage(conversation), created }
  },
  openWith: async (request, { actor }) => {
    const { conversation, created } = await use.openWith(actor, personId(request.personId))
    return { conversation: conversationMessage(conversation), created }
  },
  listBlocked: async (_request, { actor }) => ({
    items: (await use.listBlocked(actor)).map(listedMessage),
  }),
  sendMessage: async (request, { actor, actorToken = '' }) => {
    const message = {
      conversation: conversationId(request.conversationId),
      clientId: clientId(request.clientId),
      content: contentFromWire(request),
    }
    const { repeated, ...sent } = await use.sendMessage(actor, message, actorToken)
    return { ...numbered(sent), repeated }
  },
  appendEvent: async (request) => {
    const { repeated, ...appended } = await use.appendEvent({
      conversation: conversationId(request.conversationId),
      clientId: clientId(request.clientId),
      actor: personId(request.actorId),
      body: stepFromWire(request.offer),
    })
    return { ...numbered(appended), repeated }
  },
  getAttachment: async (request, { actor }) => {
    const { files, expiresAt } = await use.getAttachment(actor, mediaId(request.mediaId))
    return { files: [...files], expiresAt }
  },
  searchMessages: async ({ query }, { actor }) => ({
    found: (await use.searchMessages(actor, query)).map(foundMessage),
  }),
  editMessage: async (request, { actor }) =>
    numbered(await use.editMessage(actor, messageAt(request), request.text)),
  deleteMessage: async (request, { actor }) =>
    numbered(await use.deleteMessage(actor, messageAt(request))),
  readEvents: async ({ reads, limit }) => ({
    pages: (await use.readEvents(reads.map(wantedOf), limit === 0 ? undefined : limit)).map(
      pageMessage,
    ),
  }),
  readFollowed: async ({ lists: reads, logs }) => {
    const { lists, epoch, pages } = await use.readFollowed(
      reads.map((read) => ({ person: personId(read.personId), since: Number(read.feedSeq) })),
      logs.map(wantedOf),
    )
    return { lists: lists.map(changesMessage), epoch, pages: pages.map(pageMessage) }
  },
  readSides: async ({ reads }) => {
    const wanted = reads.map((read) => ({
      conversation: conversationId(read.conversationId),
      person: personId(read.personId),
    }))
    return { items: (await use.readSides(wanted)).map(listedMessage) }
  },
  listConversations: async ({ limit, since, before }, { actor }) => {
    const range =
      since === undefined
        ? before !== undefined && { before: Number(before) }
        : { since: Number(since) }
    const { items, feedSeq, more, epoch } = await use.listConversations(actor, { limit, ...range })
    return { items: items.map(listedMessage), feedSeq: BigInt(feedSeq), more, epoch }
  },
  getConversations: async ({ ids }, { actor }) => ({
    items: (await use.getConversations(actor, ids.map(conversationId))).map(listedMessage),
  }),
  countUnread: async (_request, { actor }) => ({ messages: await use.countUnread(actor) }),
  markSeen: async ({ conversationId: id, readSeq, deliveredSeq }, { actor }) =>
    sideMessage(
      await use.markSeen(actor, conversationId(id), {
        readSeq: Number(readSeq),
        deliveredSeq: Number(deliveredSeq),
      }),
    ),
  setSide: async ({ conversationId: id, muted, archived, blocked }, { actor }) =>
    sideMessage(
      await use.setSide(actor, conversationId(id), {
        ...(muted !== undefined && { muted }),
        ...(archived !== undefined && { archived }),
        ...(blocked !== undefined && { blocked }),
      }),
    ),
})
