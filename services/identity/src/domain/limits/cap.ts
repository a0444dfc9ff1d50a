// Whether one more code may be sent, decided from when the earlier ones were sent. Pure: the use
// case counts under a lock.

/** At most `max` sends in any `perMs`. A sliding window, so no burst passes at a boundary. */
export type Cap = { readonly max: number; readonly perMs: number }

/**
 * A cap and when the send that fills it was made: the `max`-th newest in its window. Undefined
 * while there is room.
 */
export type CapUse = { readonly cap: Cap; readonly filledAt: Date | undefined }

/** Milliseconds until the cap lets one more through; 0 = now. */
export const waitMs = ({ cap, filledAt }: CapUse, now: Date): number =>
  filledAt === undefined ? 0 : Math.max(0, filledAt.getTime() + cap.perMs - now.getTime())

/** The use for which the next send must wait longest; undefined when every cap has room. */
export const tightest = <Use extends CapUse>(uses: readonly Use[], now: Date): Use | undefined =>
  uses
    .filter((use) => waitMs(use, now) > 0)
    .toSorted((a, b) => waitMs(b, now) - waitMs(a, now))
    .at(0)
