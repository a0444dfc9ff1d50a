// Uploads: sign, complete, ask what became of it.
import { answers } from '@pk-auto/gateway-shared/answers'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { MediaState, type Media } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { documentedAs, UPLOAD_BOUNDS } from '@pk-auto/gateway-shared/schemas/bounds'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'

const params = z.strictObject({ id })
const orderFor = <Purpose extends keyof typeof UPLOAD_BOUNDS>(purpose: Purpose) => {
  const { contentTypes, maxBytes } = UPLOAD_BOUNDS[purpose]
  return z.strictObject({
    purpose: z.literal(purpose),
    contentType: z
      .string()
      .max(100)
      .meta(documentedAs({ type: 'string', enum: contentTypes })),
    bytes: z
      .int()
      .positive()
      .meta(documentedAs({ type: 'integer', minimum: 1, maximum: maxBytes })),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'lower-case hex of SHA-256'),
  })
}
const signing = z
  .discriminatedUnion('purpose', [
    orderFor('listing-photo'),
    orderFor('chat'),
    orderFor('chat-voice'),
  ])
  .meta({
    id: 'UploadOrder',
    example: {
      purpose: 'listing-photo',
      contentType: 'image/jpeg',
      bytes: 204_800,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  })
const signed = z
  .strictObject({
    mediaId: id,
    upload: z.strictObject({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
    }),
  })
  .meta({ id: 'SignedUpload' })
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
    {
      schema: {
        ...operation({
          id: 'signUpload',
          priority: 'bulk',
          tag: 'Photos',
          summary: 'Get an address to upload a photo to',
          description: 'Send the bytes with the method and headers of `upload`, then complete.',
          who: 'person',
          takes: ['Idempotency-Key', 'X-Person-Id'],
        }),
        body: signing,
        response: { 200: signed },
      },
    },
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
    {
      schema: {
        ...operation({
          id: 'completeUpload',
          tag: 'Photos',
          summary: 'Say that the bytes have arrived',
          who: 'person',
          refuses: [409, 412],
        }),
        params,
        response: { 200: media },
      },
    },
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
    {
      schema: {
        ...operation({
          id: 'getMedia',
          tag: 'Photos',
          summary: 'What became of a photo',
          who: 'person',
        }),
        params,
        querystring: langQuery,
        response: { 200: media },
      },
    },
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
