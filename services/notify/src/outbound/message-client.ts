// What waits in conversations, from chat, and who wrote it, from identity.
import type { Client } from '@pk-auto/grpc/client'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { PersonId } from '../domain/ids.ts'
import type { BadgeDeps } from '../usecases/deliveries/count-badges.ts'
import type { DeliverDueDeps } from '../usecases/deliveries/deliver-due.ts'

export const unreadMessagesOf =
  (chat: Pick<Client<typeof ChatDefinition>, 'countUnreadOf'>): BadgeDeps['unreadMessagesOf'] =>
  async (personIds) => {
    const { people } = await chat.countUnreadOf({ personIds: [...personIds] })
    return new Map(people.map(({ personId, messages }) => [personId as PersonId, messages]))
  }

/** Letters of a message that a locked phone shows. */
const PREVIEW = 120

const keyOf = (conversation: string | undefined, person: string | undefined): string =>
  `${conversation} ${person}`

export const messageClient =
  (
    chat: Pick<Client<typeof ChatDefinition>, 'readSides'>,
    identity: Pick<Client<typeof IdentityDefinition>, 'getPeople'>,
  ): DeliverDueDeps['messages'] =>
  async (deliveries) => {
    const { items } = await chat.readSides({
      reads: deliveries.map(({ person: personId, facts }) => ({
        ...{ personId, conversationId: facts.conversation ?? '' },
      })),
    })
    const rows = new Map(
      items.map((row) => [keyOf(row.conversation?.id, row.side?.personId), row] as const),
    )
    const peers = [...new Set(items.flatMap(({ side }) => side?.peerId ?? []))]
    const { people } = peers.length > 0 ? await identity.getPeople({ ids: peers }) : { people: [] }
    const names = new Map(people.map(({ id, displayName }) => [id, displayName]))
    return new Map(
      deliveries.flatMap(({ id, person, facts }) => {
        const row = rows.get(keyOf(facts.conversation, person))
        if (!row?.side) return []
        const { unread, readSeq, muted, archived, blocked, peerId } = row.side
        const reading = {
          ...{ unread, readSeq: Number(readSeq), silenced: muted || archived || blocked },
        }
        const preview = (row.last?.text ?? '').slice(0, PREVIEW)
        return [[id, { reading, name: names.get(peerId) ?? '', preview }] as const]
      }),
    )
  }
