// Waits until nothing is on its way to the index any more.
import { setTimeout as wait } from 'node:timers/promises'

export type IndexAtRestDeps = {
  /** Documents that have not reached the index. */
  left: () => Promise<number>
  /** The index that searches read. */
  serving: () => Promise<string | undefined>
  /** Makes what was written findable now. */
  refresh: () => Promise<void>
}

const POLL_MS = 20
const LIMIT_MS = 60_000

/** True when it was at rest already. @throws Error when that takes longer than a minute */
export async function indexAtRest({ left, serving, refresh }: IndexAtRestDeps): Promise<boolean> {
  const end = performance.now() + LIMIT_MS
  const reason = async () => {
    const count = await left()
    if (count > 0) return `${count} documents did not reach the index`
    return (await serving()) === undefined ? 'no index serves' : undefined
  }
  let already = true
  for (let why = await reason(); why !== undefined; why = await reason()) {
    already = false
    if (performance.now() > end) throw new Error(`${why} within ${LIMIT_MS} ms`)
    await wait(POLL_MS)
  }
  await refresh()
  return already
}
