// Sends JSON that is text already: a card stored as it is served, passed through unparsed.
import type { FastifyReply } from 'fastify'

/**
 * Passes by the route's response schema, so only for text that this platform serialised by a schema
 * of its own.
 */
export const sendReadyJson = <Reply extends Pick<FastifyReply, 'type' | 'send'>>(
  reply: Reply,
  json: string | Buffer,
): Reply => {
  reply.type('application/json; charset=utf-8').send(json as never)
  return reply
}
