// Times of the server on a device whose own clock may be wrong, and may be set while a page lives:
// only what has passed since the answer counts.
import type { Challenge } from '@pk-auto/client-api/pwa.gen'

export type Received = {
  readonly challenge: Challenge
  /** When the answer came, by steadyNow. */
  readonly receivedAt: number
}

/** `now` by steadyNow; after a reload the device's clock may have been set back in between. */
const serverNow = ({ challenge, receivedAt }: Received, now: number): number =>
  Date.parse(challenge.answeredAt) + Math.max(0, now - receivedAt)

/** Milliseconds; 0 when it has come. */
export const msUntil = (at: 'resendAt' | 'expiresAt', received: Received, now: number): number =>
  Math.max(0, Date.parse(received.challenge[at]) - serverNow(received, now))

/** The same code after a refusal that says when to ask again. */
export const askAgainAfter = (received: Received, seconds: number, now: number): Received => ({
  ...received,
  challenge: {
    ...received.challenge,
    resendAt: new Date(serverNow(received, now) + seconds * 1_000).toISOString(),
  },
})
