// Turns a problem into one friendly sentence about what to do next.
import type { MessageKey } from '@pk-auto/ui/words'
import type { Translate } from '@pk-auto/ui/words'
import type { Problem } from '@pk-auto/client-api/problem'

const BY_STATUS: ReadonlyMap<number, MessageKey> = new Map<number, MessageKey>([
  [0, 'error.offline'],
  [401, 'error.signIn'],
  [404, 'error.notFound'],
  [409, 'error.conflict'],
  [412, 'error.stale'],
  [428, 'error.stale'],
  [422, 'error.invalid'],
  [429, 'error.tooMany'],
  [502, 'error.unavailable'],
  [503, 'error.unavailable'],
  [504, 'error.unavailable'],
])

/** Statuses of a refusal that the server words itself. */
const REFUSED: readonly number[] = [403, 409, 412, 422]

/**
 * The sentence of a known code, else the server's own words for a refusal (its detail, or its title
 * without one), else the sentence of the status.
 */
export const sentenceOf = (problem: Problem, words: Translate): string => {
  const fill = { seconds: problem.retryAfter ?? 60, trace: problem.traceId ?? problem.code }
  const own = `error.${problem.code}` as MessageKey
  const filled = words(own, fill)
  if (filled !== own) return filled
  const text = problem.detail ?? problem.title
  if (text && REFUSED.includes(problem.status) && problem.code !== 'VERSION_MISMATCH') return text
  return words(BY_STATUS.get(problem.status) ?? 'error.unknown', fill)
}
