// Where this device is, asked for when its person wants to say so and never before.
import type { Place } from '@pk-auto/client-live/core/content'

/** Some ten metres: enough to meet. */
const DIGITS = 10_000
const PATIENCE_MS = 15_000

const rounded = (degrees: number): number => Math.round(degrees * DIGITS) / DIGITS

/** @throws Error when it is refused, or cannot be found */
export const ownPlace = (): Promise<Place> =>
  new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) =>
        resolve({ lat: rounded(latitude), lon: rounded(longitude) }),
      ({ message }) => reject(new Error(message)),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    ),
  )
