// The composition root of chat: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { acceptedSecrets } from '@pk-auto/lifecycle/service-settings'
import { personChannel } from '@pk-auto/live/person-channel'
import { policyOf } from '@pk-auto/proto/policy'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { CONVERSATIONS } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { ChatConfig } from './config.ts'
import { consumeListings } from './inbound/consume-listings.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { chatRpc } from './inbound/rpc-chat.ts'
import { mediaClient } from './outbound/media-client.ts'
import { stores } from './outbound/stores.ts'
import { chatVerbs } from './usecases/index.ts'
import type { SeedConversation } from './usecases/seeds/seed-conversations.ts'

export type RunningChat = Running & {
  /** Not in production: conversations that have been. Returns how many were new. */
  seed(batch: readonly SeedConversation[]): Promise<number>
}

export { readChatConfig, type ChatConfig } from './config.ts'

/** Words never wait for another service, Kafka or Redis; a picture waits for media-iq. */
export async function startChat(
  config: ChatConfig,
  { clock }: { clock?: Clock } = {},
): Promise<RunningChat> {
  await using service = openService('chat', { config, clock })
  const hint = (people: readonly string[], feedSeqs?: readonly number[]): void =>
    people.forEach((person, i) => service.redis?.hint(personChannel(person), feedSeqs?.[i]))
  const verbs = chatVerbs({
    ...{ clock: service.clock, newId },
    inTransaction: service.transactions(stores(acceptedSecrets(config))),
    ...{ changed: hint, lookAgain: hint },
    ...{ maxText: config.maxText, changeableMs: config.changeableMs },
    media: mediaClient(service.client(MediaIqDefinition, config.mediaUrl)),
    profile: config.profile,
  })
  const running = await serve(service, {
    policyOf,
    publishes: [CONVERSATIONS],
    rpc: [implement(ChatDefinition, chatRpc(verbs, service.verifier))],
    subscriptions: [consumePeople(verbs), consumeListings(verbs)],
    sweeps: [{ name: 'ad-notes', everyMs: config.notesEveryMs, batch: verbs.completeNotes }],
  })
  return { ...running, seed: verbs.seedConversations }
}
