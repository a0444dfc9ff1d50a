// A person's own record and the public face of others: proto in, command out. No rule lives here.
import type { Call } from '@pk-auto/grpc/call'
import type { IdentityServiceImplementation } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { acceptTerms } from '../usecases/people/accept-terms.ts'
import type { getMe } from '../usecases/people/get-me.ts'
import type { getPeople } from '../usecases/people/get-people.ts'
import type { updateMe } from '../usecases/people/update-me.ts'
import { toMe } from '../wire/me.ts'

export type PeopleVerbs = {
  getMe: ReturnType<typeof getMe>
  acceptTerms: ReturnType<typeof acceptTerms>
  updateMe: ReturnType<typeof updateMe>
  getPeople: ReturnType<typeof getPeople>
}

type PeopleRpc = Pick<
  IdentityServiceImplementation<Call>,
  'acceptTerms' | 'getMe' | 'updateMe' | 'getPeople'
>

export const peopleRpc = (use: PeopleVerbs): PeopleRpc => ({
  acceptTerms: async (request, { actor }) => toMe(await use.acceptTerms(actor, request)),

  getMe: async (_request, { actor }) => toMe(await use.getMe(actor)),

  async updateMe({ expectedVersion, displayName, city, lang, marketing }, { actor }) {
    const edit = {
      ...(displayName !== undefined && { displayName }),
      ...(city !== undefined && { city }),
      ...(lang !== undefined && { lang }),
      ...(marketing !== undefined && { marketing }),
    }
    return toMe(await use.updateMe(actor, { expectedVersion, edit }))
  },

  async getPeople({ ids }) {
    const people = await use.getPeople(ids)
    // There is no other way to join yet than to prove a phone number.
    return {
      people: people.map(({ id, displayName, city, createdAt }) => ({
        id,
        displayName,
        city,
        memberSince: createdAt,
        phoneVerified: true,
      })),
    }
  },
})
