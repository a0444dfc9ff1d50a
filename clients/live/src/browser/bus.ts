// What the tabs of one person say to each other in a browser. Each part of a tab opens its own end,
// for a channel does not answer itself.
import type { Bus, TabMessage } from '../ports.ts'

type Receive = (message: TabMessage) => void

/** Closed by name: Safari knows neither `using` nor `Symbol.dispose`. */
type OwnBus = Bus & { close(): void }

/** Among the tabs of a browser. */
const channelBus = (name: string): OwnBus => {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(receive) {
      const take = ({ data }: MessageEvent<TabMessage>): void => receive(data)
      channel.addEventListener('message', take)
      return () => channel.removeEventListener('message', take)
    },
    close: () => channel.close(),
  }
}

const ends = new Map<string, Set<Receive>>()

/** Within one tab: in browsers that have no channels each tab is by itself. */
export const pageBus = (name: string): OwnBus => {
  const all = ends.get(name) ?? new Set()
  ends.set(name, all)
  const own = new Set<Receive>()
  return {
    post(message) {
      for (const receive of all) if (!own.has(receive)) queueMicrotask(() => receive(message))
    },
    listen(receive) {
      all.add(receive)
      own.add(receive)
      return () => void all.delete(receive)
    },
    close() {
      for (const receive of own) all.delete(receive)
    },
  }
}

export const openBus = (person: string): OwnBus => {
  const name = `automart-chat ${person}`
  return typeof BroadcastChannel === 'undefined' ? pageBus(name) : channelBus(name)
}
