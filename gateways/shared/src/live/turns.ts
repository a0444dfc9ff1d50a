// Messages of one conversation are taken in the order in which they were first sent: once one had
// to wait, those behind it wait too, until it has come again.

/** Whoever gives a message up does not hold up the others for longer. */
const PATIENCE_MS = 10_000

type Waiting = { readonly id: string; readonly since: number }

export type Turns = {
  /** Whether it is this message's turn. */
  isNext(conversation: string, id: string): boolean
  /** It must come again. */
  wait(conversation: string, id: string): void
  /** It is in, or will never be. */
  done(conversation: string, id: string): void
}

/** Of one socket: with a new one every message comes again, in order. */
export function turns(now: () => number): Turns {
  const waiting = new Map<string, Waiting[]>()
  const queueOf = (conversation: string): Waiting[] =>
    (waiting.get(conversation) ?? []).filter(({ since }) => now() - since < PATIENCE_MS)
  const save = (conversation: string, queue: Waiting[]) =>
    void (queue.length > 0 ? waiting.set(conversation, queue) : waiting.delete(conversation))
  return {
    isNext(conversation, id) {
      const [first] = queueOf(conversation)
      return first === undefined || first.id === id
    },
    wait(conversation, id) {
      const queue = queueOf(conversation)
      if (queue.some((one) => one.id === id)) return save(conversation, queue)
      save(conversation, [...queue, { id, since: now() }])
    },
    done: (conversation, id) =>
      save(
        conversation,
        queueOf(conversation).filter((one) => one.id !== id),
      ),
  }
}
