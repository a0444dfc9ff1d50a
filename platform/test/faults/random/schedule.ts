// Which faults a random run inflicts, and in which order: the same for the same seed.
import { DECK, type Fault } from './faults.ts'
import { chanceOf } from './seeded.ts'

/** Faults that stand at the same time, for so many things that people try. */
export type Round = { readonly faults: readonly Fault[]; readonly deeds: number }

const DEEDS = { least: 20, most: 60 }

/** At least so many faults, one or two at a time. Each is drawn once before any comes again. */
export function scheduleOf(seed: number, count: number): Round[] {
  const chance = chanceOf(seed)
  const rounds: Round[] = []
  let deck: Fault[] = []
  for (let drawn = 0; drawn < count;) {
    if (deck.length === 0) deck = chance.shuffled(DECK).map((draw) => draw(chance))
    const first = deck.shift()!
    const fits = deck.findIndex(({ on }) => !on.some((part) => first.on.includes(part)))
    const together = fits >= 0 && chance.next() < 0.5
    const faults = together ? [first, ...deck.splice(fits, 1)] : [first]
    const deeds = DEEDS.least + Math.trunc(chance.next() * (DEEDS.most - DEEDS.least))
    rounds.push({ faults, deeds })
    drawn += faults.length
  }
  return rounds
}
