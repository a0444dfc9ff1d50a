// Partitions that are not fetched until a time is over.

export type PartitionPauses = Disposable & {
  add(partition: number, resume: () => void, ms: number): void
  readonly count: () => number
}

/** `resume` is called after `ms`, unless this is disposed of before. */
export function partitionPauses(): PartitionPauses {
  const timers = new Map<number, NodeJS.Timeout>()
  return {
    count: () => timers.size,
    add(partition, resume, ms) {
      clearTimeout(timers.get(partition))
      const timer = setTimeout(() => {
        timers.delete(partition)
        resume()
      }, ms)
      timers.set(partition, timer)
    },
    [Symbol.dispose]() {
      timers.forEach((timer) => clearTimeout(timer))
      timers.clear()
    },
  }
}
