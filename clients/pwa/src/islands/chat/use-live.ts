// The client of live chats as a hook: its state redraws the page.
import { openLive } from '@pk-auto/client-live/browser/open-live'
import type { LiveClient } from '@pk-auto/client-live/client/live-client'
import type { LiveState } from '@pk-auto/client-live/client/live-state'
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../island.ts'
import { chatApi } from './chat-api.ts'

export type Live = { readonly client: LiveClient; readonly state: LiveState }

/** Undefined until storage is open. */
export const useLive = (island: Island, person: string): Live | undefined => {
  const [live, setLive] = useState<Live>()
  useEffect(() => {
    let stop = (): void => undefined
    void openLive(person, chatApi(island.locale, person)).then((client) => {
      const show = (): void => setLive({ client, state: client.state() })
      stop = client.subscribe(show)
      show()
    })
    return () => stop()
  }, [person])
  return live
}
