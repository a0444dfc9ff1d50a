// "Something changed, look now" between replicas. A hint carries no news and may be lost: whoever
// listens also polls. It may say how far things have come, for those who are there already.
// A note carries some words of the moment, which nobody misses when they are lost.
import type { Redis as Client } from 'ioredis'

/** What is received: of a hint its `at` if it has one, of a note its text. */
export type Hint = { readonly channel: string; readonly note?: string; readonly at?: number }

export type Hints = {
  /**
   * Fire and forget. Hints to a channel while one is on its way are folded into one more. `at`
   * grows with what has changed; without it everybody looks.
   */
  hint(channel: string, at?: number): void
  /** Fire and forget: `text` goes to who listens at this moment. Not empty, no `@` in front. */
  note(channel: string, text: string): void
  /**
   * Calls `fn` for each hint and note, and once after a reconnect, since hints may have been
   * missed. Dispose of the result to stop.
   */
  onHint(channel: string, fn: (hint: Hint) => void): Disposable
  /** The same until `unlisten`, for those who listen to many thousands of channels. */
  listen(channel: string, fn: (hint: Hint) => void): void
  unlisten(channel: string, fn: (hint: Hint) => void): void
  /** False while hints are being missed: whoever listens polls oftener then. */
  isListening(): boolean
}

/** In front of the number of a hint that says how far things have come. */
const AT = '@'
const meaningOf = (text: string): Omit<Hint, 'channel'> => {
  if (text === '') return {}
  return text.startsWith(AT) ? { at: Number(text.slice(AT.length)) } : { note: text }
}
/** Of one that does not. */
const ANYWHERE = Number.POSITIVE_INFINITY

/**
 * `connect` gives the connection for listening; it is opened at the first onHint, because most
 * processes only send.
 */
export function hints(commands: Client, connect: () => Client): Hints & AsyncDisposable {
  /** Of each channel the hint that goes out after the one on its way; undefined is none. */
  const onTheirWay = new Map<string, number | undefined>()
  const listeners = new Map<string, readonly ((hint: Hint) => void)[]>()
  let listening: Client | undefined

  const send = async (channel: string, at: number) => {
    onTheirWay.set(channel, undefined)
    await commands.publish(channel, at === ANYWHERE ? '' : AT + at).catch(() => undefined)
    const next = onTheirWay.get(channel)
    onTheirWay.delete(channel)
    if (next !== undefined) void send(channel, next)
  }
  const notify = (channel: string, text = '') => {
    const hint = { channel, ...meaningOf(text) }
    listeners.get(channel)?.forEach((fn) => fn(hint))
  }
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
  const listen = (channel: string, fn: (hint: Hint) => void): void => {
    listening ??= open()
    const here = listeners.get(channel)
    // A failure is repaired when the connection is ready again.
    if (!here) listening.subscribe(channel).catch(() => undefined)
    listeners.set(channel, here ? [...here, fn] : [fn])
  }
  const unlisten = (channel: string, fn: (hint: Hint) => void): void => {
    const here = listeners.get(channel)
    if (!here?.includes(fn)) return
    const left = here.filter((one) => one !== fn)
    if (left.length > 0) return void listeners.set(channel, left)
    listeners.delete(channel)
    listening?.unsubscribe(channel).catch(() => undefined)
  }
  const isOpen = () => ['ready', 'connecting', 'connect'].includes(commands.status)
  return {
    note(channel, text) {
      if (isOpen()) commands.publish(channel, text).catch(() => undefined)
    },
    hint(channel, at = ANYWHERE) {
      if (onTheirWay.has(channel))
        onTheirWay.set(channel, Math.max(onTheirWay.get(channel) ?? 0, at))
      else if (isOpen()) void send(channel, at)
    },
    onHint(channel, fn) {
      listen(channel, fn)
      return { [Symbol.dispose]: () => unlisten(channel, fn) }
    },
    ...{ listen, unlisten },
    isListening: () => listening?.status === 'ready',
    async [Symbol.asyncDispose]() {
      listeners.clear()
      listening?.disconnect()
    },
  }
}
