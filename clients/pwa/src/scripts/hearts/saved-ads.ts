// Which ads are saved as far as a page knows: what the person wants is shown at once, sent one
// change at a time, and taken back when it was refused.
import type { Answer, Problem } from '@pk-auto/client-api/problem'

export type SavedAds = {
  isSaved(id: string): boolean
  /** What the server said; an ad that the person has touched since stays as they want it. */
  learn(ids: readonly string[], saved: readonly string[]): void
  knows(id: string): boolean
  /** Whatever was learnt from the server is asked for again. */
  forget(): void
  /**
   * Resolves when the server has what the person wants by then, or with its refusal. A change that
   * is overtaken by another of the same ad resolves with it.
   */
  want(id: string, saved: boolean): Promise<Problem | undefined>
}

export type SavedAdsDeps = {
  send: (id: string, saved: boolean) => Promise<Answer<unknown>>
  /** Called whenever an ad is to look different. */
  onChange: (id: string) => void
}

export const savedAds = ({ send, onChange }: SavedAdsDeps): SavedAds => {
  const stored = new Map<string, boolean>()
  const wanted = new Map<string, boolean>()
  const underWay = new Map<string, Promise<Problem | undefined>>()
  const isSaved = (id: string): boolean => wanted.get(id) ?? stored.get(id) ?? false

  const settle = async (id: string): Promise<Problem | undefined> => {
    for (;;) {
      const saved = wanted.get(id)
      if (saved === undefined) return undefined
      const answer = await send(id, saved)
      if (answer.ok) stored.set(id, saved)
      // Tapped again meanwhile: only the last wish counts.
      if (wanted.get(id) !== saved) continue
      wanted.delete(id)
      onChange(id)
      return answer.ok ? undefined : answer.problem
    }
  }

  return {
    isSaved,
    knows: (id) => stored.has(id) || wanted.has(id),
    learn(ids, saved) {
      for (const id of ids) {
        stored.set(id, saved.includes(id))
        onChange(id)
      }
    },
    forget: () => stored.clear(),
    want(id, saved) {
      wanted.set(id, saved)
      onChange(id)
      const running = underWay.get(id) ?? settle(id).finally(() => void underWay.delete(id))
      underWay.set(id, running)
      return running
    },
  }
}
