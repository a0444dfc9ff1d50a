// Waits until nothing moves on the platform.

/**
 * Asks all, again and again, until two rounds in a row found each of them at rest: a fact may
 * travel from one that was asked late to one that was asked early, and cause another.
 */
export async function atRest(parts: readonly { settled(): Promise<boolean> }[]): Promise<void> {
  for (let quietRounds = 0; quietRounds < 2;) {
    const rested = await Promise.all(parts.map((part) => part.settled()))
    quietRounds = rested.every(Boolean) ? quietRounds + 1 : 0
  }
}
