// The numbers of people, from identity. They pass through and stay nowhere.
import { type BatchLoader, batchLoader } from '@pk-auto/grpc/batch-loader'
import type { Client } from '@pk-auto/grpc/client'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'

/** Those of one moment are asked for at once. */
export function phonesOf(
  identity: Pick<Client<typeof IdentityDefinition>, 'getPhones'>,
): (person: string) => Promise<string | undefined> {
  const phones: BatchLoader<string, string> = batchLoader(
    async (ids) => {
      const found = await identity.getPhones({ ids: [...ids] })
      return new Map(found.phones.map(({ id, phone }) => [id, phone]))
    },
    { across: 'requests' },
  )
  return (person) => phones.load(person)
}
