// Gives back the memory that loading a service's modules made its heap grow to: half of a process
// at rest.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** By then the last of what starting left behind is garbage, and nobody is waiting for a start. */
const AFTER_MS = 2_000

type Gc = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

/**
 * Once, two seconds from now: one collection that also returns pages to the system, about 50 ms.
 * Loading grows the young generation to its full 64 MB, and V8 keeps the pages of a heap that has
 * shrunk. Under load it grows again. The timer keeps no process alive.
 */
export function trimHeapSoon(afterMs = AFTER_MS): void {
  setTimeout(() => {
    // `gc` exists in contexts made while the flag is set, and nowhere else.
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as Gc
    setFlagsFromString('--no-expose-gc')
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  }, afterMs).unref()
}
