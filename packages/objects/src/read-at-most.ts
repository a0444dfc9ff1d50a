// Reads a stream into memory up to a limit, and not one chunk further.
import type { Readable } from 'node:stream'
import { errors } from './errors.ts'

/** @throws OBJECT_TOO_LARGE (invalid); the stream is destroyed then. */
export async function readAtMost(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Leaving the loop early destroys the stream, and its connection with it.
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length
    if (bytes > maxBytes) throw errors.OBJECT_TOO_LARGE({ maxBytes })
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks, bytes)
}
