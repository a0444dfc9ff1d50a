// A person's own record and the public face of others: proto in, command out. No rule lives here.
import type { Implementation } from '@pk-auto/grpc/server'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { IdentityVerbs } from '../usecases/index.ts'
import { contactOf, toWays } from '../wire/contact.ts'
import { toMe } from '../wire/me.ts'

type Methods = 'acceptTerms' | 'getMe' | 'updateMe' | 'getPeople' | 'getPhones'

type PeopleRpc = Pick<Implementation<typeof IdentityDefinition>, Methods>

export const peopleRpc = (use: Pick<IdentityVerbs, Methods>): PeopleRpc => ({
  acceptTerms: async (request, { actor }) => toMe(await use.acceptTerms(actor, request)),

  getMe: async (_request, { actor }) => toMe(await use.getMe(actor)),

  async updateMe({ expectedVersion, displayName, city, lang, marketing, contact }, { actor }) {
    const edit = {
      ...(displayName !== undefined && { displayName }),
      ...(city !== undefined && { city }),
      ...(lang !== undefined && { lang }),
      ...(marketing !== undefined && { marketing }),
      ...(contact && { contact: contactOf(contact) }),
    }
    return toMe(await use.updateMe(actor, { expectedVersion, edit }))
  },

  async getPeople({ ids }) {
    const people = await use.getPeople(ids)
    // There is no other way to join yet than to prove a phone number.
    return {
      people: people.map(({ id, displayName, city, createdAt, contact }) => ({
        id,
        displayName,
        city,
        memberSince: createdAt,
        phoneVerified: true,
        contact: toWays(contact),
      })),
    }
  },

  getPhones: async ({ ids }) => ({
    phones: (await use.getPhones(ids)).map(({ id, phone, contact }) => ({
      ...{ id, phone, contact: toWays(contact) },
    })),
  }),
})
