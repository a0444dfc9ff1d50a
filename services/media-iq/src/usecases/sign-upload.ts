// A person announces a picture and gets a place to put it.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { MediaId, PersonId } from '../domain/ids.ts'
import { sweepDueAt } from '../domain/retention.ts'
import { type Media, sign } from '../domain/media.ts'
import {
  checkUpload,
  mustHaveRoom,
  type UploadLimits,
  type UploadRequest,
} from '../domain/upload.ts'

/** How to send the bytes: method, address and the headers that must go with them. */
export type SignedUpload = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export type SignUploadDeps = {
  clock: Clock
  newId: () => MediaId
  limits: UploadLimits
  unattachedDays: number
  inTransaction: InTransaction<{
    once: (call: KeyedCall, work: () => Promise<Media>) => Promise<Media>
    media: {
      countUploads(
        owner: PersonId,
        since: { open: Date; day: Date },
      ): Promise<{ open: number; lastDay: number }>
      insert(media: Media, sweepDueAt: Date): Promise<void>
    }
  }>
  signPut: (id: MediaId, upload: UploadRequest) => Promise<SignedUpload>
}

type Asked = { purpose: string; contentType: string; bytes: number; sha256: string }

/**
 * Keyed: a repeat answers with the same media and a fresh URL, so no URL is ever stored.
 * @throws MEDIA_TYPE_UNSUPPORTED, MEDIA_TOO_LARGE and the other codes of checkUpload (invalid) ·
 * MEDIA_TOO_MANY_OPEN, MEDIA_TOO_MANY_TODAY (too_many) · MEDIA_NOT_FOUND for a repeat whose media is
 * gone
 */
export function signUpload(deps: SignUploadDeps) {
  return async function signUpload(
    actor: Actor,
    asked: Asked,
    call: KeyedCall,
  ): Promise<{ mediaId: MediaId; upload: SignedUpload }> {
    const owner = mustBePerson(actor).personId as PersonId
    const request = checkUpload(asked, deps.limits)
    const now = deps.clock.now()
    const since = {
      open: new Date(now.getTime() - deps.limits.urlMinutes * 60_000),
      day: new Date(now.getTime() - 86_400_000),
    }
    const { id: mediaId } = await deps.inTransaction({ actor }, ({ once, media }) =>
      once(call, async () => {
        mustHaveRoom(await media.countUploads(owner, since), deps.limits)
        const signed = sign(request, deps.newId(), owner, now)
        await media.insert(signed, sweepDueAt(now, deps.unattachedDays))
        return signed
      }),
    )
    return { mediaId, upload: await deps.signPut(mediaId, request) }
  }
}
