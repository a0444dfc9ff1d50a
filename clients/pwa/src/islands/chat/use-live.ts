// The client of live chats as a hook: its state redraws the page.
import { apiIn } from '@pk-auto/client-api/client'
import { openLive } from '@pk-auto/client-live/browser/open-live'
import { chatApi } from '@pk-auto/client-live/chat-api'
import type { LiveClient } from '@pk-auto/client-live/client/live-client'
import type { LiveState } from '@pk-auto/client-live/client/live-state'
import { useEffect, useState } from 'preact/hooks'
import type { Api } from '../../api/api.ts'
import type { Island } from '../island.ts'

export type Live = { readonly client: LiveClient; readonly state: LiveState }

/** Undefined until storage is open. */
export const useLive = (island: Island, person: string): Live | undefined => {
  const [live, setLive] = useState<Live>()
  useEffect(() => {
    let stop = (): void => undefined
    const api: Api = apiIn(island.locale, person)
    const chats = chatApi(api, person, async (...file) => {
      const { uploadFile } = await import('./files/upload-file.ts')
      return uploadFile(api, ...file)
    })
    void openLive(person, chats).then((client) => {
      const show = (): void => setLive({ client, state: client.state() })
      stop = client.subscribe(show)
      show()
    })
    return () => stop()
  }, [person])
  return live
}
