// Sends what waits in its order: what is taken goes, what is refused says why, and a line that
// breaks again stops it.
import type { Answer, Problem } from '@pk-auto/client-api/problem'
import type { Change, Waiting } from './change.ts'

export type SendDeps = {
  send: (change: Change) => Promise<Answer<unknown>>
  /** Whether the ad is by now as the edit wants it: an answer that got lost was a yes. */
  isDone: (change: Change) => Promise<boolean>
  remove: (waiting: Waiting) => Promise<void>
  refuse: (waiting: Waiting, problem: Problem) => Promise<void>
}

/** The server may say something else the next time; 401 asks who is here. */
const PASSING: readonly number[] = [0, 401, 408, 425, 429]
const isPassing = ({ status }: Problem): boolean => PASSING.includes(status) || status >= 500

/** True when nothing is left to send. */
export const sendWaiting = async (
  all: readonly Waiting[],
  { send, isDone, remove, refuse }: SendDeps,
): Promise<boolean> => {
  for (const waiting of all) {
    if (waiting.refusal !== undefined) continue
    const answer = await send(waiting.change)
    if (answer.ok) {
      await remove(waiting)
      continue
    }
    const { problem } = answer
    if (isPassing(problem)) return false
    if (problem.status === 412 && (await isDone(waiting.change))) await remove(waiting)
    else await refuse(waiting, problem)
  }
  return true
}
