// Seeded chance: the same seed gives the same numbers on every machine. Not for secrets.

export type Prng = {
  /** [0, 1) */
  next(): number
  /** Whole number in [from, to], both included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Up to `count` different members in random order. */
  sample<T>(from: readonly T[], count: number): T[]
  /** Roughly normal around 0 with deviation 1, never beyond ±3. */
  bell(): number
}

/**
 * A stream of chance for one thing: streams of one seed and different `path` do not depend on each
 * other, so items can be made in any order.
 */
export function prng(seed: number, ...path: (number | string)[]): Prng {
  let state = seed >>> 0
  for (const part of path) state = mix(state ^ hash(String(part)))
  const next = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(from: readonly T[]): T => {
    const member = from[int(0, from.length - 1)]
    if (member === undefined) throw new RangeError('nothing to pick from')
    return member
  }
  const sample = <T>(from: readonly T[], count: number): T[] => {
    const rest = [...from]
    for (let i = 0; i < Math.min(count, rest.length); i++) {
      const j = int(i, rest.length - 1)
      ;[rest[i], rest[j]] = [rest[j]!, rest[i]!]
    }
    return rest.slice(0, Math.min(count, rest.length))
  }
  return {
    next,
    int,
    pick,
    sample,
    chance: (probability) => next() < probability,
    bell: () => (next() + next() + next() + next() - 2) * 1.5,
  }
}

/** Picks by weight; reuse one for many draws. Weights are positive and need not sum to 1. */
export function weighted<T>(
  members: readonly T[],
  weightOf: (member: T, index: number) => number,
): (chance: Prng) => T {
  const ends: number[] = []
  let total = 0
  for (const [index, member] of members.entries()) ends.push((total += weightOf(member, index)))
  if (!(total > 0)) throw new RangeError('weights must sum above 0')
  return (chance) => {
    const at = chance.next() * total
    let low = 0
    for (let high = ends.length - 1; low < high;) {
      const middle = (low + high) >> 1
      if (ends[middle]! > at) high = middle
      else low = middle + 1
    }
    return members[low]!
  }
}

function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
