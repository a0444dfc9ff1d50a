// "Something changed, look now" between replicas. A hint carries nothing and may be lost: whoever
// listens also polls. A note carries some words of the moment, which nobody misses when they are
// lost.
import type { Redis as Client } from 'ioredis'

export type Hints = {
  /** Fire and forget. Hints to a channel while one is on its way are folded into one more. */
  hint(channel: string): void
  /** Fire and forget: `text` goes to whoever listens at this moment. Never empty. */
  note(channel: string, text: string): void
  /**
   * Calls `fn` for each hint, and once after a reconnect, since hints may have been missed; with
   * the text of each note. Dispose of the result to stop.
   */
  onHint(channel: string, fn: (note?: string) => void): Disposable
  /** False while hints are being missed: whoever listens polls oftener then. */
  isListening(): boolean
}

/**
 * `connect` gives the connection for listening; it is opened at the first onHint, because most
 * processes only send.
 */
export function hints(commands: Client, connect: () => Client): Hints & AsyncDisposable {
  const onTheirWay = new Map<string, { again: boolean }>()
  const listeners = new Map<string, Set<(note?: string) => void>>()
  let listening: Client | undefined

  const send = async (channel: string) => {
    const state = { again: false }
    onTheirWay.set(channel, state)
    await commands.publish(channel, '').catch(() => undefined)
    onTheirWay.delete(channel)
    if (state.again) void send(channel)
  }
  const notify = (channel: string, text = '') =>
    listeners.get(channel)?.forEach((fn) => (text === '' ? fn() : fn(text)))
  const open = () => {
    const client = connect()
    client.on('message', notify)
    client.on('ready', () => {
      // The client subscribes again only to what Redis once confirmed; what was asked for while it
      // was away is not among that.
      const channels = [...listeners.keys()]
      if (channels.length > 0) client.subscribe(...channels).catch(() => undefined)
      channels.forEach((channel) => notify(channel))
    })
    return client
  }
  const isOpen = () => ['ready', 'connecting', 'connect'].includes(commands.status)
  return {
    note(channel, text) {
      if (isOpen()) commands.publish(channel, text).catch(() => undefined)
    },
    hint(channel) {
      const state = onTheirWay.get(channel)
      if (state) state.again = true
      else if (isOpen()) void send(channel)
    },
    onHint(channel, fn) {
      listening ??= open()
      const here = listeners.get(channel) ?? new Set()
      // A failure is repaired when the connection is ready again.
      if (!listeners.has(channel)) listening.subscribe(channel).catch(() => undefined)
      listeners.set(channel, here.add(fn))
      return {
        [Symbol.dispose]: () => {
          here.delete(fn)
          if (here.size > 0 || listeners.get(channel) !== here) return
          listeners.delete(channel)
          listening?.unsubscribe(channel).catch(() => undefined)
        },
      }
    },
    isListening: () => listening?.status === 'ready',
    async [Symbol.asyncDispose]() {
      listeners.clear()
      listening?.disconnect()
    },
  }
}
