// A person has uploaded the bytes: they are checked without being decoded, and queued for the
// decoder.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from '../domain/errors.ts'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { mustOwn } from '../domain/access.ts'
import type { MediaId } from '../domain/ids.ts'
import { uploadDeleteAt } from '../domain/retention.ts'
import { accept, type Media, refuse } from '../domain/media.ts'
import { originalKey } from '../domain/object-keys.ts'
import { type Fingerprint, judgeBytes, judgeSize, type Refusal } from '../domain/refusal.ts'

export type CompleteUploadDeps = {
  clock: Clock
  urlMinutes: number
  inTransaction: InTransaction<{
    media: {
      find(id: MediaId): Promise<Media | undefined>
      forUpdate(id: MediaId): Promise<Media | undefined>
      save(media: Media): Promise<void>
    }
    jobs: { queue(id: MediaId, now: Date): Promise<void> }
    deletions: { scheduleDelete(keys: readonly string[], dueAt: Date): Promise<void> }
    events: { append(...media: readonly Media[]): Promise<void> }
  }>
  originals: {
    /** Nothing when no object is there. */
    size(id: MediaId): Promise<number | undefined>
    /**
     * Streams the object once; holds no more than its beginning. Nothing when it has gone
     * meanwhile.
     */
    fingerprint(id: MediaId): Promise<Fingerprint | undefined>
  }
  onRefused: (refusal: Refusal) => void
  /** A new job is there. A lost call is harmless: workers look by themselves, too. */
  onQueued: () => void
}

/**
 * Idempotent by state: once the bytes were accepted or refused, every repeat answers what became of
 * them.
 * @throws MEDIA_NOT_FOUND (not_found), also for another's media · MEDIA_NOT_UPLOADED
 * (precondition): send the bytes, then ask again
 */
export function completeUpload(deps: CompleteUploadDeps) {
  return async function completeUpload(actor: Actor, id: MediaId): Promise<Media> {
    const before = mustOwn(
      actor,
      await deps.inTransaction({ actor }, ({ media }) => media.find(id)),
    )
    if (before.state !== 'signed') return before
    const refusal = await judge(deps.originals, before)
    await failpoint('media.upload_checked')
    const now = deps.clock.now()
    const { after, changed } = await deps.inTransaction(
      { actor },
      async ({ media, jobs, deletions, events }) => {
        const current = mustOwn(actor, await media.forUpdate(id))
        if (current.state !== 'signed') return { after: current, changed: false }
        const next = refusal === undefined ? accept(current) : refuse(current, refusal)
        await media.save(next)
        if (next.state === 'refused') {
          await events.append(next)
          await deletions.scheduleDelete(
            [originalKey(id)],
            uploadDeleteAt(current.signedAt, now, deps.urlMinutes),
          )
        } else await jobs.queue(id, now)
        return { after: next, changed: true }
      },
    )
    if (changed && after.state === 'processing') deps.onQueued()
    if (changed && after.state === 'refused') deps.onRefused(after.refusal)
    return after
  }
}

async function judge(
  originals: CompleteUploadDeps['originals'],
  media: Media,
): Promise<Refusal | undefined> {
  const missing = () => errors.MEDIA_NOT_UPLOADED({ mediaId: media.id })
  const bytes = await originals.size(media.id)
  if (bytes === undefined) throw missing()
  // Bytes of the wrong number are not read: they may be very many.
  const wrongSize = judgeSize(media, bytes)
  if (wrongSize) return wrongSize
  const fingerprint = await originals.fingerprint(media.id)
  if (fingerprint === undefined) throw missing()
  return judgeBytes(media, fingerprint)
}
