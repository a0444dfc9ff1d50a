// A car as an event, and what a projection makes of it. Apart from vitest, since a worker process
// needs it too.
import { newId } from '@pk-auto/kernel/id'
import type { InboundEvent, OutboundEvent } from '../src/event.ts'

export const TOPIC = 'catalogue.listing.v1'
export type Car = { readonly id: string; readonly version: number }

/** An event that carries the whole car at one version. */
export const carEvent = (
  id: string,
  version: number,
  more: Partial<OutboundEvent> = {},
): OutboundEvent => ({
  id: newId(),
  topic: TOPIC,
  key: id,
  type: 'ListingChanged',
  value: Buffer.from(JSON.stringify({ id, version } satisfies Car)),
  at: new Date(),
  ...more,
})

/** @throws SyntaxError for bytes that are no JSON: poison */
export const decodeCar = (bytes: Uint8Array): Car =>
  JSON.parse(Buffer.from(bytes).toString()) as Car

/**
 * What a projection does: keeps a car if its version is newer, and counts how often that happened
 * per car and version.
 */
export function projection() {
  const cars = new Map<string, number>()
  const effects = new Map<string, number>()
  return {
    cars,
    effects,
    handle: async (events: readonly InboundEvent<Car>[]) => {
      for (const { value } of events) {
        if (!value || (cars.get(value.id) ?? 0) >= value.version) continue
        cars.set(value.id, value.version)
        const effect = `${value.id}@${value.version}`
        effects.set(effect, (effects.get(effect) ?? 0) + 1)
      }
    },
  }
}
