// Proto in, command out, for everything asked of chat. No rule lives here.
import type { ActorVerifier } from '@pk-auto/grpc/actor-token'
import { type MethodPolicy, mustBeAllowedActor } from '@pk-auto/grpc/policy'
import { toRefusal } from '@pk-auto/grpc/error-wire'
import type { Implementation } from '@pk-auto/grpc/server'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import {
  type ChatDefinition,
  type LogRead,
  type PersonalMessage,
  SendMessageRequest,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { clientId, conversationId, mediaId, personId } from '../domain/ids.ts'
import type { ChatVerbs } from '../usecases/index.ts'
import type { Acknowledged, SendMessage } from '../usecases/send-message.ts'
import type { Wanted, Written } from '../usecases/stores.ts'
import {
  changesMessage,
  contentFromWire,
  conversationMessage,
  foundMessage,
  headMessage,
  listedMessage,
  pageMessage,
  sideMessage,
  stepFromWire,
  writtenMessage,
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
const acknowledged = (sent: Acknowledged) => ({ ...numbered(sent), repeated: sent.repeated })

/** @throws CONVERSATION_NOT_FOUND · INVALID_MESSAGE (invalid) */
const sendingOf = (request: SendMessageRequest): SendMessage => ({
  conversation: conversationId(request.conversationId),
  clientId: clientId(request.clientId),
  content: contentFromWire(request),
})

/** As a policy that asks for a person. */
const PERSON: MethodPolicy = {
  ...{ who: 'person', callers: [], roles: [], keyed: false, idempotent: true },
  priority: 'live',
}
/** What the gateway hands over at once, below the size of one gRPC message. */
const MOST_MESSAGES = 50
/** Names no conversation. */
const NO_MESSAGE = SendMessageRequest.create()

const refused = (error: unknown) => {
  const refusal = toRefusal(error)
  if (refusal.kind === 'internal')
    loggerFor('chat').error({ event: 'rpc.failed', error }, 'a message failed unexpectedly')
  return { refusal }
}

export const chatRpc = (
  use: ChatVerbs,
  verifier: ActorVerifier,
): Implementation<typeof ChatDefinition> => ({
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
  blockPerson: async (request, { actor }) => {
    await use.blockPerson(actor, personId(request.personId), request.blocked)
    return {}
  },
  getPresence: async (_request, { actor }) => ({ shown: await use.getPresence(actor) }),
  setPresence: async ({ shown }, { actor }) => {
    await use.setPresence(actor, shown)
    return {}
  },
  readBlock: async (request, { actor }) => use.readBlock(actor, personId(request.personId)),
  listBlocked: async (_request, { actor }) => ({
    items: (await use.listBlocked(actor)).map(listedMessage),
  }),
  sendMessage: async (request, { actor, actorToken = '' }) =>
    acknowledged(await use.sendMessage(actor, sendingOf(request), actorToken)),
  sendMessages: async ({ messages }) => {
    mustBeBatch(messages, MOST_MESSAGES)
    // All of them first: then each message sets out in its turn.
    const verified = messages.map(({ actorToken }) => verifier.verify(actorToken))
    await Promise.allSettled(verified)
    const written = new Set<Written>()
    const send = async ({ actorToken, message }: PersonalMessage, nth: number) => {
      const actor = await verified[nth]!
      mustBeAllowedActor(PERSON, actor)
      const sent = await use.sendMessage(actor, sendingOf(message ?? NO_MESSAGE), actorToken)
      if (sent.written) written.add(sent.written)
      return acknowledged(sent)
    }
    const outcomes = await Promise.all(
      messages.map((one, nth) => send(one, nth).then((sent) => ({ sent }), refused)),
    )
    return { outcomes, written: [...written].map(writtenMessage) }
  },
  appendEvent: async (request) => {
    const appended = await use.appendEvent({
      conversation: conversationId(request.conversationId),
      clientId: clientId(request.clientId),
      actor: personId(request.actorId),
      body: stepFromWire(request.offer),
    })
    return acknowledged(appended)
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
  readFollowed: async ({ lists: reads, logs, heads: headsOf }) => {
    const { lists, epoch, pages, heads } = await use.readFollowed(
      reads.map((read) => ({ person: personId(read.personId), since: Number(read.feedSeq) })),
      logs.map(wantedOf),
      headsOf.map(personId),
    )
    return {
      ...{ lists: lists.map(changesMessage), epoch, pages: pages.map(pageMessage) },
      heads: heads.map(headMessage),
    }
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
  countUnreadOf: async ({ personIds }) => ({
    people: [...(await use.countUnreadOf(personIds.map(personId)))].map(([id, messages]) => ({
      ...{ personId: id, messages },
    })),
  }),
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
