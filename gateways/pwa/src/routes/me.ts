// A person's own account: who they are here, and on which devices.
import { etagOf, ifMatch } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { presentTime } from '../present/listing.ts'
import { presentMe } from '../present/person.ts'
import { id, langQuery } from '../schemas/listing.ts'
import { device, person, personPatch } from '../schemas/person.ts'
import type { Visitors } from '../session/visitor.ts'

/** Asks identity with the visitor's token. */
export function meRoutes(app: Http, { identity }: Pick<Clients, 'identity'>, visitors: Visitors): void {
  app.get('/api/v1/me', { schema: { querystring: langQuery, response: { 200: person } } }, async (request, reply) => {
    const { token } = await visitors.person(request, reply)
    const me = presentMe(await identity.getMe({}, { actorToken: token }))
    reply.header('ETag', etagOf(me.version)).header('Cache-Control', 'private, no-store')
    return me
  })

  app.patch('/api/v1/me', { schema: { body: personPatch, response: { 200: person } } }, async (request, reply) => {
    const expectedVersion = ifMatch(request)
    const { token } = await visitors.person(request, reply)
    const me = presentMe(await identity.updateMe({ ...request.body, expectedVersion }, { actorToken: token }))
    reply.header('ETag', etagOf(me.version))
    return me
  })

  app.get(
    '/api/v1/me/devices',
    { schema: { querystring: langQuery, response: { 200: z.strictObject({ items: z.array(device), next: z.null() }) } } },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const { devices } = await identity.listDevices({}, { actorToken: token })
      return { items: devices.map((row) => ({ ...row, lastSeenAt: presentTime(row.lastSeenAt) })), next: null }
    },
  )

  const params = z.strictObject({ id })
  app.delete('/api/v1/me/devices/:id', { schema: { params, response: { 204: z.undefined() } } }, async (request, reply) => {
    const { token } = await visitors.person(request, reply)
    await identity.revokeDevice({ id: request.params.id }, { actorToken: token })
    return reply.code(204).send()
  })
}
