// Steps of offers reach the conversation: at once, or when chat is back.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Step } from './stores.ts'

export type ReportStepsDeps = {
  conversations: {
    /**
     * Once for each step, however often it is called. Nothing happens where one has blocked the
     * other, or the conversation is gone.
     */
    appendStep(step: Step): Promise<void>
  }
  inTransaction: InTransaction<{
    waiting: {
      /** Steps the conversation does not have yet, the oldest first. */
      some(limit: number): Promise<Step[]>
      done(ids: readonly string[]): Promise<void>
    }
  }>
}

const BATCH = 50

/** Returns how many were waiting; safe to run anywhere, any number of times. */
export function reportSteps({ conversations, inTransaction }: ReportStepsDeps) {
  return async function reportSteps(): Promise<number> {
    const system = 'leads.report-steps'
    const steps = await inTransaction({ system }, ({ waiting }) => waiting.some(BATCH))
    const done: string[] = []
    try {
      // One after the other: a log has them in the order they were taken.
      for (const step of steps) {
        await conversations.appendStep(step)
        done.push(step.id)
      }
    } finally {
      await inTransaction({ system }, ({ waiting }) => waiting.done(done))
    }
    return steps.length
  }
}
