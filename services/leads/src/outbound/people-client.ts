// How sellers may be reached, from identity. Numbers pass through and stay nowhere.
import type { Client } from '@pk-auto/grpc/client'
import type { ContactWays, IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { People } from '../usecases/stores.ts'

type Identity = Pick<Client<typeof IdentityDefinition>, 'getPeople' | 'getPhones'>

/** Somebody of whom nothing else is known takes calls, as everybody does by default. */
const waysOf = (contact: ContactWays | undefined) => ({
  call: contact?.call ?? true,
  whatsapp: contact?.whatsapp ?? true,
})

export const peopleClient = (client: Identity): People => {
  const publicOf = async (id: string) => (await client.getPeople({ ids: [id] })).people[0]
  return {
    async numberOf(id) {
      const [found] = (await client.getPhones({ ids: [id] })).phones
      return found && { phone: found.phone, ...waysOf(found.contact) }
    },
    async waysOf(id) {
      const found = await publicOf(id)
      return found && waysOf(found.contact)
    },
    hasProvedNumber: async (id) => (await publicOf(id))?.phoneVerified === true,
  }
}
