// A body that is refused for its size is still read, so that the visitor gets to see the answer.
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Bytes after which even the patient connection is cut. */
const MOST_DISCARDED = 64 * 1024 * 1024

/**
 * Closing a connection on which bytes still arrive resets it, and the answer is lost with it. So
 * the connection stays open and what still comes is thrown away; `requestTimeout` bounds how long,
 * MOST_DISCARDED how much.
 */
export function readRest({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  let left = MOST_DISCARDED
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) raw.destroy()
  })
  raw.resume()
}
