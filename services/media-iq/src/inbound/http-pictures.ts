// Serves the files of media. They come from strangers, so a browser may show and play them and do
// nothing else with them.
import type { Http } from '@pk-auto/http/create-http'
import { z } from 'zod'
import { contentTypeOf } from '../domain/derivatives.ts'
import type { MediaIqVerbs } from '../usecases/index.ts'
import { partOf } from './byte-range.ts'

const PARAMS = z.strictObject({ mediaId: z.string(), file: z.string() })
const SIGNED = z.strictObject({ until: z.coerce.number().int(), signature: z.string().max(100) })
const FILE = z
  .custom<Buffer>()
  .meta({ description: 'The bytes of the picture', override: { type: 'string', format: 'binary' } })
const NOTHING = z.custom<Buffer | undefined>().meta({ override: { type: 'null' } })

const CONFINED = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  // Pages and apps of other origins show these pictures.
  'cross-origin-resource-policy': 'cross-origin',
  'content-disposition': 'inline',
}
// A URL names one content for ever.
const HEADERS = { ...CONFINED, 'cache-control': 'public, max-age=31536000, immutable' }
// On the viewer's device alone, for as long as a link is good at most. Players ask for parts.
const PRIVATE_HEADERS = {
  ...CONFINED,
  'cache-control': 'private, max-age=300',
  'accept-ranges': 'bytes',
}

const response = {
  200: {
    description: 'The file',
    content: { 'image/webp': { schema: FILE }, 'image/jpeg': { schema: FILE } },
  },
  304: {
    description: 'The file has not changed: it never does',
    content: { 'image/webp': { schema: NOTHING } },
  },
}

const ANY = {
  'image/webp': { schema: FILE },
  'image/jpeg': { schema: FILE },
  'audio/mp4': { schema: FILE },
}
const privateResponse = {
  200: { description: 'The file', content: ANY },
  206: { description: 'The part of it that was asked for', content: ANY },
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export function picturesHttp(
  http: Http,
  use: Pick<MediaIqVerbs, 'servePicture' | 'servePrivate'>,
): void {
  http.get(
    '/media/:mediaId/:file',
    { schema: { params: PARAMS, response } },
    async (request, reply) => {
      const { mediaId, file } = request.params
      const etag = `"${mediaId}/${file}"`
      // Whoever has it has it as it is: the store need not be asked.
      if (request.headers['if-none-match'] === etag)
        return reply.code(304).headers(HEADERS).header('etag', etag).send(undefined)
      const { name, bytes } = await use.servePicture(mediaId, file)
      return reply
        .headers(HEADERS)
        .header('etag', etag)
        .type(contentTypeOf(name))
        .send(bufferOf(bytes))
    },
  )

  http.get(
    '/media/private/:mediaId/:file',
    { schema: { params: PARAMS, querystring: SIGNED, response: privateResponse } },
    async (request, reply) => {
      const asked = { ...request.params, ...request.query }
      const { name, bytes } = await use.servePrivate(asked)
      const total = bytes.length
      const part = partOf(request.headers.range, total)
      reply.headers(PRIVATE_HEADERS).type(contentTypeOf(name))
      if (!part) return reply.send(bufferOf(bytes))
      return reply
        .code(206)
        .header('content-range', `bytes ${part.from}-${part.to}/${total}`)
        .send(bufferOf(bytes.subarray(part.from, part.to + 1)))
    },
  )
}
