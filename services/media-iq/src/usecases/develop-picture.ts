// The worker's verb: takes the next waiting upload, has it decoded, stores its files, then records
// what became of it.
import { createHash } from 'node:crypto'
import type { Clock } from '@pk-auto/kernel/clock'
import { isTransient } from '@pk-auto/kernel/domain-error'
import { isStoreFault } from '@pk-auto/objects/store-error'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { DerivedFile } from '../domain/derivatives.ts'
import type { MediaId } from '../domain/ids.ts'
import { afterFailure, type JobLimits } from '../domain/job.ts'
import { uploadDeleteAt } from '../domain/retention.ts'
import { develop, type Made, type RetainedOriginal, type Media, refuse } from '../domain/media.ts'
import { originalKey } from '../domain/object-keys.ts'
import { isPrivate } from '../domain/purpose.ts'
import type { Refusal } from '../domain/refusal.ts'

type Outcome =
  | { readonly kind: 'developed'; readonly made: Made }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
/** `traceparent` is that of the upload which queued it. */
export type Job = {
  readonly mediaId: MediaId
  readonly attempts: number
  readonly traceparent?: string
}

/** @throws MEDIA_DECODER_DIED (internal) when the picture took the decoder with it */
export type Decode = (
  bytes: Uint8Array,
  upload: Pick<Media, 'purpose' | 'contentType'>,
) => Promise<
  | {
      kind: 'developed'
      developed: Made & { files: readonly DerivedFile[] }
      retained?: RetainedOriginal
    }
  | { kind: 'refused'; refusal: Refusal }
>

export type DevelopPictureDeps = {
  clock: Clock
  chance: () => number
  jobLimits: JobLimits
  urlMinutes: number
  inTransaction: InTransaction<{
    media: { forUpdate(id: MediaId): Promise<Media | undefined>; save(media: Media): Promise<void> }
    jobs: {
      take(now: Date, until: Date): Promise<Job | undefined>
      postpone(id: MediaId, at: Date, attempts: number): Promise<void>
      finish(id: MediaId): Promise<void>
    }
    deletions: { scheduleDelete(keys: readonly string[], dueAt: Date): Promise<void> }
    events: { append(...media: readonly Media[]): Promise<void> }
  }>
  /** Runs the work on a job so that it appears in the job's trace. */
  inTrace: (job: Job, work: () => Promise<void>) => Promise<void>
  /** At most as many bytes as were announced; nothing when the object has gone. */
  readOriginal: (media: Media) => Promise<Uint8Array | undefined>
  /** Writes every file under its lasting key; writing the same again is harmless. */
  storeFiles: (media: Media, files: readonly DerivedFile[]) => Promise<void>
  /**
   * Under another key than the upload: a worker that comes after a crash must find the bytes that
   * were announced.
   */
  storeOriginal: (id: MediaId, retained: RetainedOriginal) => Promise<void>
  onRefused: (refusal: Refusal) => void
  onFailed: (mediaId: MediaId, attempts: number, error: unknown) => void
}

const AS_WORKER = { system: 'media-iq' } as const

/**
 * Works on one picture with the decoder given; false when none is due. Calls `onTaken` once it has
 * one. Safe against a crash at any point: the lease runs out and the same files are made again.
 */
export function developPicture(deps: DevelopPictureDeps) {
  return async function developPicture(decode: Decode, onTaken: () => void): Promise<boolean> {
    const now = deps.clock.now()
    const taken = await deps.inTransaction(AS_WORKER, async ({ jobs, media }) => {
      const job = await jobs.take(now, new Date(now.getTime() + deps.jobLimits.leaseMs))
      return job && { job, media: await media.forUpdate(job.mediaId) }
    })
    if (!taken) return false
    onTaken()
    await deps.inTrace(taken.job, () => workOn(deps, decode, taken))
    return true
  }
}

async function workOn(
  deps: DevelopPictureDeps,
  decode: Decode,
  { job, media }: { job: Job; media: Media | undefined },
): Promise<void> {
  await failpoint('media.job_taken')
  try {
    const outcome = media?.state === 'processing' ? await outcomeOf(deps, decode, media) : undefined
    await failpoint('media.files_stored')
    await conclude(deps, job.mediaId, outcome)
  } catch (error) {
    await giveBack(deps, job, error)
  }
}

async function outcomeOf(deps: DevelopPictureDeps, decode: Decode, media: Media): Promise<Outcome> {
  const bytes = await deps.readOriginal(media)
  // The upload URL lives on for a while: what was checked at completion may have been replaced
  // since.
  const sha256 = bytes && createHash('sha256').update(bytes).digest('hex')
  if (bytes === undefined || sha256 !== media.sha256)
    return { kind: 'refused', refusal: 'MEDIA_SHA256_MISMATCH' }
  const reply = await decode(bytes, media)
  if (reply.kind === 'refused') return reply
  const { files, ...made } = reply.developed
  await Promise.all([
    deps.storeFiles(media, files),
    // What was sent in private is stored once, in the sizes in which it is shown.
    !isPrivate(media) &&
      deps.storeOriginal(media.id, reply.retained ?? { bytes, contentType: media.contentType }),
  ])
  return { kind: 'developed', made }
}

/**
 * One commit: the media's end, its event, the job gone. A second worker that comes late finds it
 * concluded and changes nothing.
 */
async function conclude(
  deps: DevelopPictureDeps,
  id: MediaId,
  outcome: Outcome | undefined,
): Promise<void> {
  const refusal = await deps.inTransaction(
    AS_WORKER,
    async ({ media, jobs, deletions, events }) => {
      const current = await media.forUpdate(id)
      await jobs.finish(id)
      if (current?.state !== 'processing' || outcome === undefined) return undefined
      const next =
        outcome.kind === 'developed'
          ? develop(current, outcome.made)
          : refuse(current, outcome.refusal)
      await media.save(next)
      await events.append(next)
      await deletions.scheduleDelete(
        [originalKey(id)],
        uploadDeleteAt(current.signedAt, deps.clock.now(), deps.urlMinutes),
      )
      return next.state === 'refused' ? next.refusal : undefined
    },
  )
  if (refusal) deps.onRefused(refusal)
}

async function giveBack(deps: DevelopPictureDeps, job: Job, error: unknown): Promise<void> {
  deps.onFailed(job.mediaId, job.attempts, error)
  const next = afterFailure(
    { attempts: job.attempts, neighbourDown: isTransient(error) || isStoreFault(error) },
    deps.jobLimits,
    deps.clock.now(),
    deps.chance(),
  )
  if (!next.again)
    return conclude(deps, job.mediaId, { kind: 'refused', refusal: 'MEDIA_UNREADABLE' })
  await deps.inTransaction(AS_WORKER, ({ jobs }) =>
    jobs.postpone(job.mediaId, next.at, next.attempts),
  )
}
