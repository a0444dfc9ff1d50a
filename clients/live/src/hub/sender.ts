// Sends what waits in the outbox, by socket or by HTTP, until the server has numbered it.
import { backoff } from '../core/backoff.ts'
import { contentOf } from '../core/content.ts'
import {
  EMPTY_OUTBOX,
  type Entry,
  connectionLost,
  nextTry,
  refusedUntil,
  sendable,
  sent,
  withEntries,
  withoutEntry,
} from '../core/outbox.ts'
import { freshPace, stepOf } from '../core/pace.ts'
import type { Incoming, Outgoing } from '../frames.ts'
import type { ChatApi, Refusal, Timers } from '../ports.ts'
import { isSignedOut, isTemporaryCode, isTemporaryStatus } from './temporary.ts'

/** An answer that takes longer is none: the connection is taken for dead. */
const ANSWER_MS = 20_000

export type Route = 'socket' | 'http' | 'none'
export type SenderDeps = {
  readonly api: Pick<ChatApi, 'send'>
  readonly timers: Timers
  readonly chance: () => number
  readonly route: () => Route
  readonly transmit: (frame: Outgoing) => boolean
  readonly onSent: (entry: Entry, seq: number, at: string) => void
  readonly onFailed: (entry: Entry) => void
  /** Its person is not signed in any more: what waits goes on waiting, for them alone. */
  readonly onSignedOut: () => void
  /** No answer for too long. */
  readonly onSilence: () => void
}
type Ack = Extract<Incoming, { readonly t: 'ack' }>
type Nack = Extract<Incoming, { readonly t: 'nack' }>

export const createSender = (deps: SenderDeps) => {
  const { timers } = deps
  let outbox = EMPTY_OUTBOX
  let refusals = 0
  let byHttp = false
  let round = 0
  let pace = freshPace(timers.now())
  let cancel: (() => void) | undefined
  /** Numbered, or given up: a tab that does not know yet must not bring them back. */
  const done = new Set<string>()

  const find = (clientId: string): Entry | undefined =>
    outbox.entries.find((entry) => entry.clientId === clientId)
  const numbered = (clientId: string, seq: number, at: string): void => {
    const entry = find(clientId)
    if (!entry) return
    refusals = 0
    done.add(clientId)
    outbox = withoutEntry(outbox, clientId)
    deps.onSent(entry, seq, at)
    pump()
  }
  const refused = (entry: Entry, refusal: Omit<Refusal, 'status'>): void => {
    const { code, retryAfterMs } = refusal
    const wait = retryAfterMs ?? 1_000 + backoff(refusals++, deps.chance())
    outbox = refusedUntil(outbox, entry.clientId, timers.now() + wait)
    if (!isTemporaryCode(refusal)) {
      const failed = { ...entry, failed: code }
      outbox = withEntries(withoutEntry(outbox, entry.clientId), [failed])
      deps.onFailed(failed)
    }
    pump()
  }

  const sendOne = async (entry: Entry): Promise<void> => {
    byHttp = true
    const answer = await deps.api.send(entry)
    byHttp = false
    if (answer.ok) return numbered(entry.clientId, answer.value.seq, answer.value.at)
    if (isSignedOut(answer)) deps.onSignedOut()
    if (done.has(entry.clientId)) return pump()
    refused(entry, {
      code: isTemporaryStatus(answer.status) ? 'OFFLINE' : answer.code,
      ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
    })
  }
  const pump = (): void => {
    cancel?.()
    cancel = undefined
    const now = timers.now()
    const route = deps.route()
    const ready = sendable(outbox, now)
    if (route === 'http' && !byHttp && ready[0]) void sendOne(ready[0])
    if (route === 'socket' && !byHttp)
      for (const entry of ready) {
        const { conv, clientId } = entry
        const step = stepOf(pace, now)
        pace = step.pace
        if (step.waitMs > 0) {
          cancel = timers.after(step.waitMs, pump)
          break
        }
        if (!deps.transmit({ t: 'send', conv, clientId, ...contentOf(entry) })) break
        outbox = sent(outbox, clientId)
        const mine = round
        timers.after(ANSWER_MS, () => {
          if (mine === round && outbox.flying.has(clientId)) deps.onSilence()
        })
      }
    const next = nextTry(outbox)
    if (next !== undefined && next > now) cancel ??= timers.after(next - now, pump)
  }

  return {
    /** Words of any tab, known ones too. */
    adopt(entries: readonly Entry[]): void {
      const more = entries.filter(({ clientId }) => !done.has(clientId))
      outbox = withEntries(outbox, more)
      pump()
    },
    /** Given up by its writer. */
    remove(clientId: string): void {
      done.add(clientId)
      outbox = withoutEntry(outbox, clientId)
      pump()
    },
    acknowledged: ({ clientId, seq, at }: Ack): void => numbered(clientId, seq, at),
    /** Seen in the log: as good as an acknowledgement, which may have been lost. */
    seen: numbered,
    refused({ clientId, code, retryAfterMs }: Nack): void {
      const entry = clientId === undefined ? undefined : find(clientId)
      if (entry) refused(entry, { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
    },
    /** Another connection, or none: whatever was not acknowledged goes again. */
    lineChanged(): void {
      round++
      outbox = connectionLost(outbox)
      pump()
    },
    pump,
    entries: (): readonly Entry[] => outbox.entries,
    stop(): void {
      round++
      cancel?.()
    },
  }
}
