// The client in a browser: one per tab, one connection per person.
import { startLiveClient, type LiveClient } from '../client/live-client.ts'
import { startHub } from '../hub/hub.ts'
import type { ChatApi } from '../ports.ts'
import { openStorage } from '../storage/lasting-storage.ts'
import { newClientId, openSocket, timers } from './browser-ports.ts'
import { openBus } from './bus.ts'
import { leadWhenFirst } from './leadership.ts'

/** Runs as long as the page does. */
export const openLive = async (person: string, api: ChatApi): Promise<LiveClient> => {
  const storage = await openStorage()
  const client = startLiveClient({
    ...{ person, tab: newClientId(), api, storage, timers, newClientId },
    bus: openBus(person),
  })
  const chance = Math.random
  leadWhenFirst(person, () => {
    const bus = openBus(person)
    const hub = startHub({ ...{ person, api, storage, timers, chance, openSocket }, bus })
    return () => {
      hub.stop()
      bus.close()
    }
  })
  document.addEventListener('visibilitychange', () => client.seen(!document.hidden))
  addEventListener('online', client.wake)
  addEventListener('offline', client.connectionLost)
  addEventListener('pagehide', ({ persisted }) => void (persisted || client.stop()))
  return client
}
