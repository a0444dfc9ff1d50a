// How far people's lists have come, for sockets that are greeted: asked for many at once.
import { batchLoader } from '@pk-auto/grpc/batch-loader'
import type { Client } from '@pk-auto/grpc/client'
import type { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'

export type Head = { readonly feedSeq: number; readonly epoch: string }

/** As many as one call takes. */
const MOST = 500

/** @throws as ReadFollowed */
export function listHeads(
  chat: Pick<Client<typeof ChatDefinition>, 'readFollowed'>,
): (person: string) => Promise<Head> {
  const heads = batchLoader<string, Head>(
    async (people) => {
      const read = await chat.readFollowed({ lists: [], logs: [], heads: [...people] })
      const found = new Map(read.heads.map(({ personId, feedSeq }) => [personId, feedSeq]))
      const { epoch } = read
      return new Map(people.map((one) => [one, { feedSeq: Number(found.get(one) ?? 0n), epoch }]))
    },
    { across: 'requests', max: MOST },
  )
  return async (person) => {
    const head = await heads.load(person)
    if (!head) throw new Error('a list without a head')
    return head
  }
}
