// Places between two commits where a test may kill, fail or delay the process. Compiled in, off
// unless armed.
import { setTimeout as wait } from 'node:timers/promises'

type Action =
  | { readonly kind: 'kill' }
  | { readonly kind: 'error'; left: number }
  | { readonly kind: 'delay'; readonly ms: number }

// The one mutable thing here: a failpoint must be reachable from any depth without a parameter, and
// cost nothing when it is not armed.
let armed: ReadonlyMap<string, Action> | undefined
const PASSED = Promise.resolve()

/**
 * Arms failpoints from `FAILPOINT`'s text: `name:kill`, `name:error` (every time), `name:error=2`
 * (the first two times), `name:delay=500` (ms), several joined by commas. Replaces what was armed;
 * undefined or empty disarms. Dispose of the result to disarm. @throws Error when the text cannot
 * be read
 */
export function armFailpoints(text: string | undefined): Disposable {
  const table = text ? new Map(text.split(',').map(parse)) : undefined
  armed = table
  return {
    [Symbol.dispose]: () => {
      if (armed === table) armed = undefined
    },
  }
}

/** Marks a gap between two commits. @throws FailpointError when armed with `error` */
export function failpoint(name: string): Promise<void> {
  const action = armed?.get(name)
  return action ? act(name, action) : PASSED
}

async function act(name: string, action: Action): Promise<void> {
  if (action.kind === 'delay') return wait(action.ms)
  if (action.kind === 'error') {
    if (action.left-- > 0)
      throw Object.assign(new Error(`failpoint ${name}`), { name: 'FailpointError' })
    return
  }
  process.kill(process.pid, 'SIGKILL')
  // The signal arrives asynchronously: nothing after this point may run.
  await new Promise<never>(() => undefined)
}

function parse(entry: string): [string, Action] {
  const [, name, kind, number] = /^\s*([\w.-]+):(kill|error|delay)(?:=(\d+))?\s*$/.exec(entry) ?? []
  if (name && kind === 'kill' && number === undefined) return [name, { kind }]
  if (name && kind === 'error')
    return [name, { kind, left: number === undefined ? Number.POSITIVE_INFINITY : Number(number) }]
  if (name && kind === 'delay' && number !== undefined) return [name, { kind, ms: Number(number) }]
  throw new Error(
    `FAILPOINT: cannot read "${entry}"; ` +
      'write name:kill, name:error, name:error=times or name:delay=ms',
  )
}
