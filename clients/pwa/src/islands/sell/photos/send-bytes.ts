// Sends a photo straight to storage, reporting progress; gives up when nothing moves any more.
const STALL_MS = 30_000

export type Sent = 'sent' | 'expired' | 'cut'

/**
 * `expired` when the signed address is refused; `cut` when the connection breaks or stalls, or the
 * signal aborts.
 */
export const sendBytes = (
  upload: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
  },
  blob: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Sent> =>
  new Promise((resolve) => {
    // fetch reports no upload progress.
    const request = new XMLHttpRequest()
    let stall = setTimeout(() => request.abort(), STALL_MS)
    const done = (sent: Sent): void => {
      clearTimeout(stall)
      resolve(sent)
    }
    request.upload.addEventListener('progress', (event) => {
      clearTimeout(stall)
      stall = setTimeout(() => request.abort(), STALL_MS)
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () =>
      done(
        request.status < 300
          ? 'sent'
          : request.status >= 400 && request.status < 500
            ? 'expired'
            : 'cut',
      ),
    )
    request.addEventListener('error', () => done('cut'))
    request.addEventListener('abort', () => done('cut'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.open(upload.method, upload.url)
    for (const [name, value] of Object.entries(upload.headers))
      if (!['host', 'content-length'].includes(name.toLowerCase()))
        request.setRequestHeader(name, value)
    request.send(blob)
  })
