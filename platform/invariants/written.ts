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
  readonly leadId?: string
  readonly offerId?: string
  readonly reportId?: string
  /** Of a message: its place in the log. */
  readonly seq?: number
}

/**
 * Writes that give a thing an id or a version. `$1` is the verb of the path, and `thing` the part
 * of it that names what is written where the answer does not.
 */
const WRITES: readonly (readonly [RegExp, string])[] = [
  [/^POST \/api\/v1\/listings$/, 'create listing'],
  [/^PATCH \/api\/v1\/listings\/[^/]+$/, 'change listing'],
  [/^POST \/api\/v1\/listings\/[^/]+\/(publish|close|reactivate|refresh)$/, '$1 listing'],
  [/^POST \/api\/v1\/media\/sign$/, 'sign media'],
  [/^POST \/api\/v1\/media\/[^/]+\/(complete)$/, '$1 media'],
  [/^POST \/api\/v1\/auth\/otp\/verify$/, 'sign-in person'],
  [/^PATCH \/api\/v1\/me$/, 'change person'],
  [/^PUT \/api\/v1\/me\/favourites\/(?<thing>[^/]+)$/, 'save favourite'],
  [/^DELETE \/api\/v1\/me\/favourites\/(?<thing>[^/]+)$/, 'remove favourite'],
  [/^POST \/api\/v1\/alerts$/, 'create alert'],
  [/^PATCH \/api\/v1\/alerts\/[^/]+$/, 'change alert'],
  [/^DELETE \/api\/v1\/alerts\/(?<thing>[^/]+)$/, 'remove alert'],
  [/^POST \/api\/v1\/leads$/, 'create lead'],
  [/^POST \/api\/v1\/leads\/[^/]+\/offers$/, 'create offer'],
  [/^POST \/api\/v1\/leads\/.+\/(counter|accept|decline|withdraw)$/, '$1 offer'],
  [/^POST \/api\/v1\/(?:listings|people|chat\/conversations)\/[^/]+\/report$/, 'create report'],
  [/^POST \/api\/v1\/chat\/conversations\/[^/]+\/messages$/, 'send message'],
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
    const isNamed = outcome === 'ok' || what.startsWith('remove ')
    const id = isNamed ? idOf(what, { written, line, route, key, by }) : undefined
    const version = written.version ?? written.seq
    const operation: Operation = {
      what: line.replace(route, what),
      outcome,
      ...(id !== undefined && { id }),
      ...(version !== undefined && { version }),
      ...(by !== undefined && { by }),
      ...(key !== undefined && { key }),
    }
    history.note(operation)
  }
}

type Clues = {
  readonly written: Written
  readonly line: string
  readonly route: RegExp
  readonly key: string | undefined
  readonly by: string | undefined
}

/** A message is known by the key of its sender, what is saved by who saved it. */
function idOf(what: string, { written, line, route, key, by }: Clues): string | undefined {
  if (what === 'send message') return key
  const { leadId, offerId, reportId } = written
  const thing = route.exec(line)?.groups?.['thing']
  if (what.endsWith('favourite')) return by === undefined ? undefined : `${by} ${thing}`
  const named = written.person?.id ?? written.mediaId ?? leadId ?? offerId ?? reportId
  return named ?? written.id ?? thing
}

/** 4xx: nothing was done. 5xx and silence prove nothing. */
function outcomeOf(status: number | undefined, unsent: boolean): Outcome {
  if (status === undefined) return unsent ? 'fail' : 'unknown'
  if (status < 300) return 'ok'
  return status < 500 ? 'fail' : 'unknown'
}
