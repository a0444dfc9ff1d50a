// Loaded into a measured process by NODE_OPTIONS: SIGUSR2 collects all garbage, so that memory is
// what is in use.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Gc = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

// As packages/lifecycle/src/trim-heap.ts does: `gc` exists in contexts made while the flag is set.
setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as Gc
setFlagsFromString('--no-expose-gc')
process.on('SIGUSR2', () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }))
