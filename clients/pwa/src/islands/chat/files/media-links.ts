// Where pictures and voices of conversations are: behind links that last some minutes, and as files
// of this device while they are on their way.
import type { Api } from '../../../api/api.ts'

export type MediaLink = { readonly url: string; readonly card?: string }
export type MediaLinks = {
  /** `gone` when it was deleted; undefined when it cannot be had now. */
  link(mediaId: string): Promise<MediaLink | 'gone' | undefined>
  /** The file of a message of this device, while this page knows it. */
  local(clientId: string | undefined, file?: Blob): string | undefined
}

/** A link is asked for anew when less of its time is left. */
const SPARE_MS = 20_000

export const createMediaLinks = (api: Api): MediaLinks => {
  const links = new Map<string, { readonly link: MediaLink; readonly until: number }>()
  const files = new Map<string, string>()
  return {
    async link(mediaId) {
      const known = links.get(mediaId)
      if (known && known.until - SPARE_MS > Date.now()) return known.link
      const answer = await api('GET /chat/media/{id}', { path: { id: mediaId } })
      if (!answer.ok) return answer.problem.status === 404 ? 'gone' : undefined
      const { expiresAt, ...link } = answer.value
      links.set(mediaId, { link, until: Date.parse(expiresAt) })
      return link
    },
    local(clientId, file) {
      if (clientId === undefined) return undefined
      if (file && !files.has(clientId)) files.set(clientId, URL.createObjectURL(file))
      return files.get(clientId)
    },
  }
}
