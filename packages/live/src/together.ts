// Group commit: what many callers write at about the same time is one transaction, or one call.
import { AsyncLocalStorage } from 'node:async_hooks'

/** What came of one item: its own result, or its own error. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

type Waiting<Item, Result> = {
  readonly item: Item
  readonly settle: (outcome: Outcome<Result>) => void
  readonly within: <T>(work: () => T) => T
}

/**
 * What comes while batches are under way, or within `everyMs` of the last one's beginning, is the
 * next one, in the order in which it came: who comes alone waits for nobody, and the busier it is
 * the larger batches become, up to `most`. `commit` answers for
 * each item, in order; when it fails as a whole, `isOfAll` says whether that concerns every item
 * (the database is away) or each is committed alone, because one of them has spoilt it. It must
 * therefore know an item that it has committed already.
 */
export function together<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
  settings: {
    readonly most: number
    readonly underWay: number
    /** Between the beginnings of two batches. Default 0. */
    readonly everyMs?: number
    readonly isOfAll: (error: unknown) => boolean
  },
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  const { everyMs = 0 } = settings
  let free = settings.underWay
  /** Also of the batch that is to begin. */
  let begunAt = -everyMs

  const commitAll = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const outcomes = await commit(batch.map(({ item }) => item))
      batch.forEach(({ settle }, i) => settle(outcomes[i]!))
    } catch (error) {
      if (batch.length === 1 || settings.isOfAll(error))
        return batch.forEach(({ settle }) => settle({ error }))
      for (const one of batch) await one.within(() => commitAll([one]))
    }
  }
  const begin = async (): Promise<void> => {
    const batch = waiting.splice(0, settings.most)
    const [first] = batch
    // Counted into the trace of its first.
    if (first) await first.within(() => commitAll(batch))
    free += 1
    next()
  }
  const next = () => {
    if (free === 0 || waiting.length === 0) return
    const waitMs = begunAt + everyMs - performance.now()
    free -= 1
    // At the next turn of the event loop at the soonest, which gathers what this one brings.
    if (waitMs > 0) setTimeout(() => void begin(), waitMs)
    else setImmediate(() => void begin())
    begunAt = performance.now() + Math.max(waitMs, 0)
  }
  return (item) =>
    new Promise((resolve, reject) => {
      const settle = (outcome: Outcome<Result>) =>
        'error' in outcome ? reject(outcome.error) : resolve(outcome.result)
      waiting.push({ item, settle, within: AsyncLocalStorage.snapshot() })
      next()
    })
}
