// Uploads photos: at most two at a time, each from signing to ready, resuming where a broken upload
// stopped.
import type { Api } from '../../../api/api.ts'
import { newKey } from '@pk-auto/client-api/client'
import type { Problem } from '@pk-auto/client-api/problem'
import type { SignedUpload } from '@pk-auto/client-api/pwa.gen'
import { nextUploads, nextWake, type WizardPhoto } from './photo-state.ts'
import type { PhotoStore } from './photo-store.ts'
import { sendBytes } from './send-bytes.ts'
import type { Wizard, WizardAction } from '../wizard-state.ts'

const FIRST_LOOK_MS = 400
const LONGEST_LOOK_MS = 2_000
const LOOK_FOR_MS = 90_000

export type Uploader = {
  /** Starts what may start; call it after every change of the draft. */
  pump(state: Wizard): void
  /** Stops the work on a photo that was removed. */
  drop(id: string): void
}
type Deps = {
  readonly api: Api
  readonly store: () => PhotoStore | undefined
  readonly dispatch: (action: WizardAction) => void
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** An uploader that reports by actions of the draft; its only state is what is running. */
export const createUploader = ({ api, store, dispatch }: Deps): Uploader => {
  const running = new Map<string, AbortController>()
  let wake: ReturnType<typeof setTimeout> | undefined
  let latest: Wizard | undefined

  const stopped = (id: string, problem: Problem): void => {
    if (problem.status === 401 || problem.code.includes('TERMS')) {
      dispatch({ type: 'session-needed' })
      dispatch({ type: 'upload-cut', id, now: Date.now() })
    } else if (
      problem.status === 403 ||
      problem.status === 422 ||
      problem.status === 413 ||
      problem.status === 415
    )
      dispatch({ type: 'photo-failed', id, reason: problem.code })
    else if (problem.status === 404 || problem.status === 409 || problem.status === 412)
      dispatch({ type: 'upload-expired', id, key: newKey(), now: Date.now() })
    else dispatch({ type: 'upload-cut', id, now: Date.now() })
  }

  const sign = async (photo: WizardPhoto): Promise<SignedUpload | undefined> => {
    const body = {
      purpose: 'listing-photo' as const,
      contentType: 'image/jpeg' as const,
      bytes: photo.bytes ?? 0,
      sha256: photo.sha256 ?? '',
    }
    const answer = await api('POST /media/sign', { key: photo.key, body })
    if (answer.ok) return answer.value
    // Only a verdict on the request itself is final; anything else may be tried again.
    if (answer.problem.status === 404 || answer.problem.status === 412)
      dispatch({ type: 'upload-cut', id: photo.id, now: Date.now() })
    else stopped(photo.id, answer.problem)
    return undefined
  }

  /** Signs and sends; the media id once the bytes are there. */
  const deliver = async (photo: WizardPhoto, signal: AbortSignal): Promise<string | undefined> => {
    const blob = await store()?.get(photo.id)
    if (!blob) {
      dispatch({ type: 'photo-failed', id: photo.id, reason: 'lost' })
      return undefined
    }
    const signed = await sign(photo)
    if (!signed || signal.aborted) return undefined
    dispatch({ type: 'upload-signed', id: photo.id, mediaId: signed.mediaId })
    const sent = await sendBytes(
      signed.upload,
      blob,
      (fraction) => dispatch({ type: 'upload-progress', id: photo.id, fraction }),
      signal,
    )
    if (signal.aborted) return undefined
    if (sent === 'sent') {
      dispatch({ type: 'upload-sent', id: photo.id })
      return signed.mediaId
    }
    if (sent === 'expired')
      dispatch({ type: 'upload-expired', id: photo.id, key: newKey(), now: Date.now() })
    else dispatch({ type: 'upload-cut', id: photo.id, now: Date.now() })
    return undefined
  }

  /** After a cut the server is asked first: what it has completed is not completed again. */
  const complete = async (mediaId: string, isResumed: boolean) => {
    const path = { id: mediaId }
    const before = isResumed ? await api('GET /media/{id}', { path }) : undefined
    if (before && (!before.ok || before.value.state !== 'signed')) return before
    return api('POST /media/{id}/complete', { path })
  }

  const settle = async (
    id: string,
    mediaId: string,
    { signal, isResumed }: { signal: AbortSignal; isResumed: boolean },
  ): Promise<void> => {
    const completed = await complete(mediaId, isResumed)
    if (signal.aborted) return
    if (!completed.ok) return stopped(id, completed.problem)
    let media = completed.value
    const until = Date.now() + LOOK_FOR_MS
    for (
      let wait = FIRST_LOOK_MS;
      media.state === 'processing' || media.state === 'signed';
      wait = Math.min(LONGEST_LOOK_MS, wait * 1.5)
    ) {
      if (Date.now() > until) return dispatch({ type: 'upload-cut', id, now: Date.now() })
      await pause(wait)
      if (signal.aborted) return
      const answer = await api('GET /media/{id}', { path: { id: mediaId } })
      if (!answer.ok) return stopped(id, answer.problem)
      media = answer.value
    }
    if (media.state === 'ready') dispatch({ type: 'upload-ready', id })
    else dispatch({ type: 'photo-failed', id, reason: media.refusal ?? 'refused' })
  }

  const run = async (photo: WizardPhoto): Promise<void> => {
    const stop = new AbortController()
    running.set(photo.id, stop)
    dispatch({ type: 'upload-began', id: photo.id })
    const { signal } = stop
    const sent = photo.sent ? photo.mediaId : undefined
    const mediaId = sent ?? (await deliver(photo, signal))
    if (mediaId) await settle(photo.id, mediaId, { signal, isResumed: sent !== undefined })
    running.delete(photo.id)
    if (latest) pump(latest)
  }

  const pump = (state: Wizard): void => {
    latest = state
    clearTimeout(wake)
    if (state.session !== 'fine' || !store()) return
    const now = Date.now()
    for (const photo of nextUploads(state.photos, now)) if (!running.has(photo.id)) void run(photo)
    const next = nextWake(state.photos, now)
    if (next !== undefined) wake = setTimeout(() => latest && pump(latest), next - now + 10)
  }

  return {
    pump,
    drop: (id) => {
      running.get(id)?.abort()
      running.delete(id)
    },
  }
}
