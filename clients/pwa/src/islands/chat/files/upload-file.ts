// Brings a file of a message to the server: signed, sent straight to storage, and waited for until
// it can be shown.
import type { Problem } from '@pk-auto/client-api/problem'
import type { Attached } from '@pk-auto/client-live/core/attached'
import type { Outcome } from '@pk-auto/client-live/ports'
import type { UploadOrder } from '@pk-auto/client-api/pwa.gen'
import type { Api } from '../../../api/api.ts'
import { sendBytes } from '../../sell/photos/send-bytes.ts'

type Upload = Outcome<{ readonly mediaId: string }>

const PURPOSE = { image: 'chat', voice: 'chat-voice' } as const
const FIRST_LOOK_MS = 300
const LONGEST_LOOK_MS = 2_000
const LOOK_FOR_MS = 60_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** Not the file's fault: the same upload is tried again. */
const cut = (code: string): Upload => ({ ok: false, status: 0, code })
const refused = ({ status, code, retryAfter }: Problem): Upload => ({
  ...{ ok: false, status, code },
  ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1_000 }),
})

const settle = async (api: Api, mediaId: string, signal: AbortSignal): Promise<Upload> => {
  const path = { id: mediaId }
  const until = Date.now() + LOOK_FOR_MS
  let answer = await api('POST /media/{id}/complete', { path })
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(LONGEST_LOOK_MS, wait * 1.5)) {
    // The bytes have not arrived after all: they are sent again.
    if (!answer.ok) return answer.problem.status === 412 ? cut('CUT') : refused(answer.problem)
    const { state, refusal = 'MEDIA_UNREADABLE' } = answer.value
    if (state === 'ready') return { ok: true, value: { mediaId } }
    if (state === 'refused' || state === 'removed') return { ok: false, status: 422, code: refusal }
    if (signal.aborted || Date.now() > until) return cut('SLOW')
    await pause(wait)
    answer = await api('GET /media/{id}', { path })
  }
}

/** With the same key it is the same upload, however often it is begun. */
export const uploadFile = async (
  api: Api,
  { kind, file, sha256, uploadKey: key }: Attached,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Upload> => {
  // Without the codec that a recorder names.
  const contentType = file.type.split(';')[0]
  const body = { purpose: PURPOSE[kind], contentType, bytes: file.size, sha256 } as UploadOrder
  const signed = await api('POST /media/sign', { key, body })
  if (!signed.ok) return refused(signed.problem)
  const { mediaId, upload } = signed.value
  const sent = await sendBytes(upload, file, onProgress, signal)
  return sent === 'sent' ? settle(api, mediaId, signal) : cut(sent)
}
