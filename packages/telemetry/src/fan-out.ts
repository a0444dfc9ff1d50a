// One span processor that forwards to a changing set of listeners: exporters come at start, tests
// come and go.
import type { SpanProcessor } from '@opentelemetry/sdk-trace'

export type FanOut = {
  readonly processor: SpanProcessor
  add(listener: SpanProcessor): Disposable
  hasListeners(): boolean
}

/** An empty fan-out. Each listener sees every span that starts after it was added. */
export function fanOut(): FanOut {
  const listeners = new Set<SpanProcessor>()
  return {
    hasListeners: () => listeners.size > 0,
    add(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
    processor: {
      onStart: (span, parent) => listeners.forEach((listener) => listener.onStart(span, parent)),
      onEnd: (span) => listeners.forEach((listener) => listener.onEnd(span)),
      forceFlush: async () =>
        void (await Promise.all([...listeners].map((listener) => listener.forceFlush()))),
      shutdown: async () =>
        void (await Promise.all([...listeners].map((listener) => listener.shutdown()))),
    },
  }
}
