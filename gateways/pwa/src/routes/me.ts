// A person's own account: who they are here, and on which devices.
import { atOneOf, etagOf, ifMatch } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { answers } from '@pk-auto/gateway-shared/answers'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { wireContact } from '@pk-auto/gateway-shared/present/contact-ways'
import { presentMe } from '@pk-auto/gateway-shared/present/person'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import { device, person, personPatch } from '@pk-auto/gateway-shared/schemas/person'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { TaxonomyCache } from '@pk-auto/gateway-shared/taxonomy-cache'

/**
 * Identity has no taxonomy and checks the form alone. Without a copy of one nobody's profile waits
 * for it. @throws PROFILE_INVALID (invalid)
 */
async function mustKnowCity(taxonomy: TaxonomyCache, city: string | undefined): Promise<void> {
  if (city === undefined) return
  const known = await taxonomy.get().catch(() => undefined)
  if (!known || known.taxonomy.cities.some(({ slug }) => slug === city)) return
  const fields = [{ path: 'city', code: 'CITY_INVALID', message: 'is not a city we know' } as const]
  throw answers.PROFILE_INVALID({}, { fields })
}

/** Asks identity with the visitor's token. */
export function meRoutes(
  app: Http,
  { identity }: Pick<Clients, 'identity'>,
  visitors: Visitors,
  taxonomy: TaxonomyCache,
): void {
  app.get(
    '/api/v1/me',
    {
      schema: {
        ...operation({
          id: 'getMe',
          tag: 'Account',
          summary: 'Who is signed in',
          who: 'person',
          gives: ['ETag'],
          refuses: [404],
        }),
        querystring: langQuery,
        response: { 200: person },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const me = presentMe(await identity.getMe({}, { actorToken: token }))
      reply.header('ETag', etagOf(me.version)).header('Cache-Control', 'private, no-store')
      return me
    },
  )

  app.patch(
    '/api/v1/me',
    {
      schema: {
        ...operation({
          id: 'updateMe',
          tag: 'Account',
          summary: 'Change name, city, language, consent or ways to be reached',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [404],
        }),
        body: personPatch,
        response: { 200: person },
      },
    },
    async (request, reply) => {
      const versions = ifMatch(request)
      const { token } = await visitors.person(request, reply)
      await mustKnowCity(taxonomy, request.body.city)
      const { contact, ...profile } = request.body
      const me = presentMe(
        await atOneOf(versions, (expectedVersion) =>
          identity.updateMe(
            { ...profile, contact: contact && wireContact(contact), expectedVersion },
            { actorToken: token },
          ),
        ),
      )
      reply.header('ETag', etagOf(me.version))
      return me
    },
  )

  app.get(
    '/api/v1/me/devices',
    {
      schema: {
        ...operation({
          id: 'listDevices',
          tag: 'Account',
          summary: 'Where this person is signed in',
          who: 'person',
        }),
        querystring: langQuery,
        response: { 200: z.strictObject({ items: z.array(device), next: z.null() }) },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const { devices } = await identity.listDevices({}, { actorToken: token })
      return {
        items: devices.map((row) => ({ ...row, lastSeenAt: presentTime(row.lastSeenAt) })),
        next: null,
      }
    },
  )

  const params = z.strictObject({ id })
  app.delete(
    '/api/v1/me/devices/:id',
    {
      schema: {
        ...operation({
          id: 'revokeDevice',
          tag: 'Account',
          summary: 'Sign a device out',
          who: 'person',
        }),
        params,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      await identity.revokeDevice({ id: request.params.id }, { actorToken: token })
      return reply.code(204).send()
    },
  )
}
