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

/** A state topic of cars. Bytes that are no JSON are poison. */
export const carsOn = (name: string) => ({
  kind: 'state' as const,
  name,
  type: 'ListingChanged',
  decode: (bytes: Uint8Array): Car => JSON.parse(Buffer.from(bytes).toString()) as Car,
  version: ({ version }: Car) => version,
})
export const CARS = carsOn(TOPIC)

/** The same events as facts: each of them counts. */
export const CAR_FACTS = { ...CARS, kind: 'fact' as const, ordered: false }

/**
 * What a projection does: stores a car if its version is newer, and counts how often that happened
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
