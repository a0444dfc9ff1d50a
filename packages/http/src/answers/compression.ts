// Compresses what anybody may read; an answer that is somebody's own is sent as it is.
import compress from '@fastify/compress'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '../create-http.ts'

/** Bytes below which compressing costs more than it saves. */
const SMALLEST = 1_024

/**
 * The length of a compressed body tells how much of it repeats: who can have his guesses stand
 * next to a person's secrets, and sees lengths on the line, reads them letter by letter (BREACH).
 * So only answers without a secret are compressed: to a request that proves nobody, or for all.
 */
const isForAnyone = ({ headers }: FastifyRequest, reply: FastifyReply): boolean =>
  (headers.cookie === undefined && headers.authorization === undefined) ||
  /^public\b/.test(String(reply.getHeader('cache-control')))

/**
 * Brotli or gzip for what anybody may read, from 1 kB on. Such an answer has a weak ETag, as one
 * version then has several encodings; others keep the strong one that an edit names. Before routes.
 */
export async function compressShared(app: Http): Promise<void> {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (isForAnyone(request, reply)) {
      const etag = reply.getHeader('etag')
      if (typeof etag === 'string' && !etag.startsWith('W/')) reply.header('ETag', `W/${etag}`)
      reply.header('Vary', 'accept-encoding')
    } else request.headers['x-no-compression'] = 'personal'
    done()
  })
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    threshold: SMALLEST,
  })
}
