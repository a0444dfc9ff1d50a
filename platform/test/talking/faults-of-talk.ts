// Which faults a talk goes through, and how much is left to be sent when each comes: the same for
// the same chance.
import type { Chance } from '../faults/random/seeded.ts'

const KILLED = ['chat', 'gateway', 'broker'] as const
export type Fault = (typeof KILLED)[number] | 'broker back' | 'redis empty'
/** `share` of all messages, from 1 to 0. */
export type Due = { readonly share: number; readonly fault: Fault }

/** Before them, and after them, everything works. */
const [FIRST, LAST] = [0.9, 0.2]

/**
 * One round after the other, in each of them every fault once; of the last, those of servers that
 * take long to come back are left out where there are several.
 */
export function faultsOf(chance: Chance, rounds: number): readonly Due[] {
  const length = (FIRST - LAST) / rounds
  return Array.from({ length: rounds }, (_, round): Due[] => {
    const from = FIRST - round * length
    const isShort = round > 0 && round === rounds - 1
    const faults: Fault[] = isShort ? ['chat', 'gateway'] : [...KILLED, 'redis empty']
    const times = faults.map(() => from - chance.next() * length).toSorted((a, b) => b - a)
    const due = chance.shuffled(faults).map((fault, i) => ({ share: times[i]!, fault }))
    return isShort ? due : [...due, { share: from - length, fault: 'broker back' }]
  }).flat()
}
