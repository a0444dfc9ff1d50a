// GET /people/{id}: what anyone may know of somebody who sells.
import { answers } from '@pk-auto/gateway-shared/answers'
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentPublicPerson } from '@pk-auto/gateway-shared/present/person'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import { publicPerson } from '@pk-auto/gateway-shared/schemas/person'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

/** Asks identity.GetPeople, and search for how many ads of theirs are live. */
export function peopleRoutes(
  app: Http,
  { people, search }: Pick<Clients, 'people' | 'search'>,
  brands: readonly Brand[],
): void {
  app.get(
    '/api/v1/people/:id',
    {
      schema: {
        ...operation({
          id: 'getPerson',
          tag: 'Finding',
          summary: 'Who sells',
          description: 'A name, since when, and what was checked: no number, no place.',
          who: 'anyone',
          refuses: [404],
        }),
        params: z.strictObject({ id }),
        querystring: langQuery,
        response: { 200: publicPerson },
      },
    },
    async (request) => {
      const { id: seller } = request.params
      const { market, channels } = brandOf(brands, request.hostname)
      const [channel = ''] = channels
      const [person, found] = await Promise.all([
        people.load(seller),
        // The person is shown all the same while search is away.
        search.searchListings({ market, channel, seller, limit: 1 }).catch(() => undefined),
      ])
      if (!person) throw answers.PERSON_NOT_FOUND({ personId: seller })
      return presentPublicPerson(person, found && Number(found.total))
    },
  )
}
