// One version of the chart into a cluster, so that somebody answers at any moment: the slot that
// nobody sees is started and walked through, then it answers, then it is watched; what fails goes
// back to what ran before.
import { setsOf, type Slotted } from './slots.ts'

export type Release = {
  /** Of Helm; none before the first installation. */
  readonly before: string | undefined
  readonly slotted: readonly Slotted[]
}

/** What a release does outside of this process; each rejects with what is wrong. */
export type Hands = {
  /** Waits until all is ready; Helm itself goes back where it is not. */
  upgrade(sets: readonly string[]): Promise<void>
  rollBack(revision: string): Promise<void>
  /** A walk through the slots that nobody sees yet. */
  walkPreviews(slotted: readonly Slotted[]): Promise<void>
  /** A walk through what everybody sees. */
  walkPublic(): Promise<void>
  /** Watches what people may count on. */
  watch(): Promise<void>
  readonly say: (line: string) => void
}

/** @throws Error with what failed; `before` runs again then, if anything did */
export async function rollOut({ before, slotted }: Release, hands: Hands): Promise<void> {
  const { say } = hands
  for (const { part, live, running } of slotted) say(`${part}: ${live} answers, with ${running}`)
  await hands.upgrade(setsOf(slotted, 'running'))
  try {
    if (slotted.length > 0) {
      say('all is up; nobody sees the new slots yet')
      await hands.walkPreviews(slotted)
      await hands.upgrade(setsOf(slotted, 'next'))
      say('switched: the new slots answer')
    }
    await hands.walkPublic()
    await hands.watch()
  } catch (fault) {
    if (before === undefined) throw fault
    say(`${fault instanceof Error ? fault.message : String(fault)}: back to revision ${before}`)
    await hands.rollBack(before)
    await hands.walkPublic()
    throw fault
  }
}
