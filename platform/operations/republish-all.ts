// Republishes batch by batch, never faster than asked, so that live events are not held up behind
// old ones.
import { setTimeout as wait } from 'node:timers/promises'

export type Republish = (request: {
  ids: string[]
  after: string
}) => Promise<{ republished: number; next: string }>

export type RepublishOptions = {
  /** Empty: everything. */
  ids: readonly string[]
  perSecond: number
  onProgress?: (count: number) => void
  pause?: (ms: number) => Promise<void>
}

const BATCH = 500

/**
 * Returns how many were republished. Safe to stop and repeat. @throws RangeError for a rate that is
 * none · DomainError of the service
 */
export async function republishAll(
  republish: Republish,
  { ids, perSecond, onProgress = () => undefined, pause = wait }: RepublishOptions,
): Promise<number> {
  if (!(perSecond > 0)) throw new RangeError('--per-second must be a number above 0')
  let total = 0
  const send = async (request: { ids: string[]; after: string }) => {
    const { republished, next } = await republish(request)
    total += republished
    onProgress(total)
    return { republished, next }
  }
  const rest = async (count: number) => pause((count / perSecond) * 1_000)
  for (let from = 0; from < ids.length; from += BATCH) {
    const { republished } = await send({ ids: ids.slice(from, from + BATCH), after: '' })
    if (from + BATCH < ids.length) await rest(republished)
  }
  for (let after = ''; ids.length === 0;) {
    const { republished, next } = await send({ ids: [], after })
    if (next === '') break
    after = next
    await rest(republished)
  }
  return total
}
