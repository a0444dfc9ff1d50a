// Reads a person's HTTP calls as operations of a history: what each would write, and what its
// answer proves.
import type { History, Operation, Outcome } from '@pk-auto/testing/history'

export type Call = {
  readonly method: string
  readonly path: string
  readonly key?: string | undefined
  /** None came: the connection broke, unless `unsent`: it never stood. */
  readonly answer?: { readonly status: number; readonly body: unknown }
  readonly unsent?: boolean
}

type Written = {
  readonly id?: string
  readonly mediaId?: string
  readonly version?: number
  readonly person?: { readonly id: string }
}

/** Writes that give a thing an id or a version. `$1` is the verb of the path. */
const WRITES: readonly (readonly [RegExp, string])[] = [
  [/^POST \/api\/v1\/listings$/, 'create listing'],
  [/^PATCH \/api\/v1\/listings\/[^/]+$/, 'change listing'],
  [/^POST \/api\/v1\/listings\/[^/]+\/(publish|close|reactivate|refresh)$/, '$1 listing'],
  [/^POST \/api\/v1\/media\/sign$/, 'sign media'],
  [/^POST \/api\/v1\/media\/[^/]+\/(complete)$/, '$1 media'],
  [/^POST \/api\/v1\/auth\/otp\/verify$/, 'sign-in person'],
  [/^PATCH \/api\/v1\/me$/, 'change person'],
]

/**
 * One note-taker for each person: it remembers who signed in. Calls that write nothing of these are
 * left out.
 */
export function noteWrites(history: History): (call: Call) => void {
  let by: string | undefined
  return ({ method, path, key, answer, unsent = false }) => {
    const line = `${method} ${path.replace(/\?.*$/, '')}`
    const [route, what] = WRITES.find(([pattern]) => pattern.test(line)) ?? []
    if (!route || what === undefined) return
    const outcome = outcomeOf(answer?.status, unsent)
    const written = outcome === 'ok' ? ((answer?.body ?? {}) as Written) : {}
    by = written.person?.id ?? by
    const id = written.person?.id ?? written.mediaId ?? written.id
    const operation: Operation = {
      what: line.replace(route, what),
      outcome,
      ...(id !== undefined && { id }),
      ...(written.version !== undefined && { version: written.version }),
      ...(by !== undefined && { by }),
      ...(key !== undefined && { key }),
    }
    history.note(operation)
  }
}

/** 4xx: nothing was done. 5xx and silence prove nothing. */
function outcomeOf(status: number | undefined, unsent: boolean): Outcome {
  if (status === undefined) return unsent ? 'fail' : 'unknown'
  if (status < 300) return 'ok'
  return status < 500 ? 'fail' : 'unknown'
}
