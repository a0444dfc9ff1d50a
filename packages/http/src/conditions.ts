// Versions as ETags: an edit names the version it saw.
import { errors } from './errors.ts'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { FastifyRequest } from 'fastify'
import { VERSION_TAG } from './openapi/headers.ts'

export const etagOf = (version: number): string => `"${version}"`

/**
 * The version named by If-Match. @throws IF_MATCH_REQUIRED (428) when absent · VERSION_MISMATCH
 * (412) for anything that is no version of ours.
 */
export function ifMatch(request: Pick<FastifyRequest, 'headers'>): number {
  const header = request.headers['if-match']
  if (header === undefined) throw errors.IF_MATCH_REQUIRED()
  const version = VERSION_TAG.exec(header.trim())?.[1]
  if (version === undefined) throw kernelErrors.VERSION_MISMATCH()
  return Number(version)
}

/** True when the visitor already has this version: answer 304 without a body. */
export function isFresh(request: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => bare(tag) === bare(etag) || tag.trim() === '*')
}
