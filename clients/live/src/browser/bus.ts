// What the tabs of one person say to each other in a browser. Each part of a tab opens its own end,
// for a channel does not answer itself.
import type { Bus, TabMessage } from '../ports.ts'

export const openBus = (person: string): Bus & Disposable => {
  const channel = new BroadcastChannel(`automart-chat ${person}`)
  return {
    post: (message) => channel.postMessage(message),
    listen(receive) {
      const take = ({ data }: MessageEvent<TabMessage>): void => receive(data)
      channel.addEventListener('message', take)
      return () => channel.removeEventListener('message', take)
    },
    [Symbol.dispose]: () => channel.close(),
  }
}
