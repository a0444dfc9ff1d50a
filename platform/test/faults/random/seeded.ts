// Chance that comes out the same for the same seed.

export type Chance = {
  /** From 0 up to, and without, 1. */
  next(): number
  /** One of them. */
  pick<One>(all: readonly One[]): One
  shuffled<One>(all: readonly One[]): One[]
}

/** A linear congruential generator, as C's `rand` is one: good enough to draw faults. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  // The first numbers of neighbouring seeds are neighbours.
  for (let i = 0; i < 8; i += 1) next()
  return {
    next,
    pick: (all) => all[Math.trunc(next() * all.length)]!,
    shuffled: (all) =>
      all
        .map((one) => ({ one, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one),
  }
}
