// Which of our codings a browser takes.
import { negotiate } from '@fastify/accept-negotiator'

export type Coding = 'br' | 'gzip'
const CODINGS: Coding[] = ['br', 'gzip']

/** What an Accept-Encoding header prefers; brotli where it does not care. Null: as it is. */
export const codingFor = (acceptEncoding: string | undefined): Coding | null =>
  acceptEncoding === undefined ? null : negotiate(acceptEncoding, CODINGS)
