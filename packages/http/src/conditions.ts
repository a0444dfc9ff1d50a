// Versions as ETags: an edit names the version it saw.
import { errors } from './errors.ts'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import { ANY_VERSION } from '@pk-auto/kernel/version'
import type { FastifyRequest } from 'fastify'
import { VERSION_TAG } from './openapi/headers.ts'

export const etagOf = (version: number): string => `"${version}"`

/** Each is one try of the change; whoever names more has not seen them. */
const MOST_VERSIONS = 8
/** Of a change to any version, as long as others overtake it. */
const TRIES = 3
const ENTITY_TAG = /(?:W\/)?"[^"]*"/g

/**
 * The versions that If-Match names, newest first: one or several, or any for `*`, as often as it
 * is tried. Weak tags and those of others match nothing (RFC 9110, 13.1.1).
 * @throws IF_MATCH_REQUIRED (428) when absent · VERSION_MISMATCH (412) when no version of ours is
 * named
 */
export function ifMatch({
  headers: { 'if-match': header },
}: Pick<FastifyRequest, 'headers'>): readonly number[] {
  if (header === undefined) throw errors.IF_MATCH_REQUIRED()
  if (header.trim() === '*') return Array.from({ length: TRIES }, () => ANY_VERSION)
  const named = (header.match(ENTITY_TAG) ?? []).flatMap((tag) => VERSION_TAG.exec(tag)?.[1] ?? [])
  const versions = [...new Set(named.map(Number))].toSorted((a, b) => b - a)
  if (versions.length === 0) throw kernelErrors.VERSION_MISMATCH()
  return versions.slice(0, MOST_VERSIONS)
}

/**
 * Makes a change to whichever of these versions is the present one; `change` does nothing to
 * another. @throws VERSION_MISMATCH (412) when none is
 */
export async function atOneOf<Changed>(
  versions: readonly number[],
  change: (expectedVersion: number) => Promise<Changed>,
): Promise<Changed> {
  for (const version of versions.slice(0, -1)) {
    try {
      return await change(version)
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'VERSION_MISMATCH')) throw error
    }
  }
  const last = versions.at(-1)
  if (last === undefined) throw kernelErrors.VERSION_MISMATCH()
  return change(last)
}

/** True when the visitor already has this version: answer 304 without a body. */
export function isFresh(request: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => bare(tag) === bare(etag) || tag.trim() === '*')
}
