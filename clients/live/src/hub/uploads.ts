// Brings files to the server before their messages are sent: one at a time, the first picked first,
// again after a break, until the server has them or says that it never will.
import { isUploaded, type Attached } from '../core/attached.ts'
import { backoff } from '../core/backoff.ts'
import type { Entry } from '../core/outbox.ts'
import type { ChatApi, Refusal, Timers } from '../ports.ts'
import { isTemporary } from './temporary.ts'

export type UploadsDeps = {
  readonly api: Pick<ChatApi, 'upload'>
  readonly timers: Timers
  readonly chance: () => number
  /** Whether there is a connection. */
  readonly isOnline: () => boolean
  readonly onProgress: (clientId: string, fraction: number) => void
  readonly onUploaded: (entry: Entry) => void
  readonly onFailed: (entry: Entry) => void
}
type Carrier = Entry & { readonly attached: Attached }

const isWaiting = (entry: Entry): entry is Carrier =>
  !isUploaded(entry) && entry.failed === undefined

export const createUploads = (deps: UploadsDeps) => {
  const { api, timers } = deps
  let waiting: readonly Carrier[] = []
  let running: { readonly clientId: string; readonly stop: AbortController } | undefined
  let refusals = 0
  let notBefore = 0
  let cancel = (): void => undefined

  const drop = (clientId: string): void => {
    waiting = waiting.filter((entry) => entry.clientId !== clientId)
  }
  const concluded = (entry: Carrier, mediaId: string): void => {
    refusals = 0
    drop(entry.clientId)
    deps.onUploaded({ ...entry, attached: { ...entry.attached, mediaId } })
  }
  const refused = (entry: Carrier, refusal: Refusal): void => {
    if (isTemporary(refusal)) {
      const pause = refusal.retryAfterMs ?? 1_000 + backoff(refusals++, deps.chance())
      notBefore = timers.now() + pause
      return
    }
    drop(entry.clientId)
    deps.onFailed({ ...entry, failed: refusal.code })
  }
  const run = async (entry: Carrier): Promise<void> => {
    const { clientId, attached } = entry
    const stop = new AbortController()
    running = { clientId, stop }
    const onProgress = (fraction: number): void => deps.onProgress(clientId, fraction)
    const answer = await api.upload(attached, onProgress, stop.signal)
    running = undefined
    // Given up by its writer, or picked anew, in the meantime.
    const current = waiting.find((one) => one.clientId === clientId)
    if (current?.attached.uploadKey === attached.uploadKey) {
      if (answer.ok) concluded(current, answer.value.mediaId)
      else refused(current, answer)
    }
    pump()
  }
  const pump = (): void => {
    cancel()
    cancel = (): void => undefined
    const next = waiting[0]
    if (running || !next || !deps.isOnline()) return
    const pause = notBefore - timers.now()
    if (pause > 0) cancel = timers.after(pause, pump)
    else void run(next)
  }

  return {
    /** Messages of any tab, known ones too. */
    adopt(entries: readonly Entry[]): void {
      const known = new Map(waiting.map((entry) => [entry.clientId, entry]))
      for (const entry of entries)
        if (isWaiting(entry)) known.set(entry.clientId, entry)
        else known.delete(entry.clientId)
      waiting = [...known.values()].toSorted((a, b) => a.order - b.order)
      pump()
    },
    remove(clientId: string): void {
      drop(clientId)
      if (running?.clientId === clientId) running.stop.abort()
    },
    /** There is a connection again. */
    lineChanged(): void {
      notBefore = 0
      pump()
    },
    stop(): void {
      cancel()
      waiting = []
      running?.stop.abort()
    },
  }
}
