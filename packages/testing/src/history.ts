// What a test's clients did and what came of it: ok, fail or unknown. The checker of invariants reads it.
export type Outcome = 'ok' | 'fail' | 'unknown'

export type Operation = { readonly what: string; readonly id: string; readonly outcome: Outcome; readonly detail?: string }

export type History = {
  readonly operations: readonly Operation[]
  /** Runs one client operation. `isRefusal` says whether a failure proves that nothing happened; any other failure leaves it unknown. */
  record<T>(what: string, id: string, work: () => Promise<T>, isRefusal: (error: unknown) => boolean): Promise<T | undefined>
  ids(what: string, outcome: Outcome): readonly string[]
}

/** An unknown operation may be present or absent afterwards, never twice. */
export function recordHistory(): History {
  const operations: Operation[] = []
  return {
    operations,
    async record(what, id, work, isRefusal) {
      try {
        const result = await work()
        operations.push({ what, id, outcome: 'ok' })
        return result
      } catch (error) {
        operations.push({ what, id, outcome: isRefusal(error) ? 'fail' : 'unknown', detail: error instanceof Error ? error.message : String(error) })
        return undefined
      }
    },
    ids: (what, outcome) => operations.filter((o) => o.what === what && o.outcome === outcome).map((o) => o.id),
  }
}
