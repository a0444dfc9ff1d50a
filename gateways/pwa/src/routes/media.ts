// Uploads: sign, complete, ask what became of it.
import { answers } from '@pk-auto/gateway-shared/answers'
import type { Http } from '@pk-auto/http/create-http'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { MediaState, type Media } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'

const params = z.strictObject({ id })
const signing = z.strictObject({
  purpose: z.enum(['listing-photo']),
  contentType: z.string().max(100),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'lower-case hex of SHA-256'),
})
const signed = z.strictObject({
  mediaId: id,
  upload: z.strictObject({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
})
const media = z
  .strictObject({
    id,
    state: z.enum(['signed', 'processing', 'ready', 'refused', 'removed']),
    width: z.int(),
    height: z.int(),
    placeholder: z.string().optional(),
    refusal: z.string().optional(),
    facts: z.strictObject({}),
  })
  .meta({ id: 'Media' })

const STATE = new Map<number, z.input<typeof media>['state']>([
  [MediaState.MEDIA_STATE_SIGNED, 'signed'],
  [MediaState.MEDIA_STATE_PROCESSING, 'processing'],
  [MediaState.MEDIA_STATE_READY, 'ready'],
  [MediaState.MEDIA_STATE_REFUSED, 'refused'],
])

const present = ({
  id: mediaId,
  state,
  width,
  height,
  placeholder,
  refusal,
}: Media): z.input<typeof media> => ({
  id: mediaId,
  state: STATE.get(state) ?? 'removed',
  width,
  height,
  ...(placeholder !== '' && { placeholder }),
  ...(refusal !== '' && { refusal }),
  facts: {},
})

/** Asks media-iq with the visitor's token. */
export function mediaRoutes(
  app: Http,
  { media: mediaIq }: Pick<Clients, 'media'>,
  visitors: Visitors,
): void {
  app.post(
    '/api/v1/media/sign',
    { schema: { body: signing, response: { 200: signed } } },
    async (request, reply) => {
      const idempotency = idempotencyOf(request)
      const { token } = await visitors.person(request, reply)
      const { mediaId, ...upload } = await mediaIq.signUpload(
        { ...request.body, bytes: BigInt(request.body.bytes) },
        { actorToken: token, idempotency },
      )
      return { mediaId, upload }
    },
  )

  app.post(
    '/api/v1/media/:id/complete',
    { schema: { params, response: { 200: media } } },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      return present(
        await mediaIq.completeUpload(
          { mediaId: request.params.id },
          { actorToken: token, deadlineMs: 10_000 },
        ),
      )
    },
  )

  app.get(
    '/api/v1/media/:id',
    { schema: { params, querystring: langQuery, response: { 200: media } } },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const [found] = (
        await mediaIq.getOwnMedia({ ids: [request.params.id] }, { actorToken: token })
      ).media
      if (!found) throw answers.MEDIA_NOT_FOUND()
      return present(found)
    },
  )
}
