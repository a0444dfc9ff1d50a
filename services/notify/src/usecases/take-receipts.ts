// Providers report what became of messages they took: each report counts once, in any order.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Deliveries } from './news/stores.ts'
import { afterReceipt, type Receipt, type SendProgress } from '../domain/receipt.ts'

export type ReceiptOutcome = 'delivered' | 'undelivered' | 'repeated' | 'unmatched' | 'forged'

export type ReceiptReport = (event: { provider: string; outcome: ReceiptOutcome }) => void

export type TakeReceiptsDeps = {
  clock: Clock
  retentionMs: number
  inTransaction: InTransaction<{
    /** False when this receipt was taken before. */
    receipts: { insert(provider: string, id: string, at: Date, dueAt: Date): Promise<boolean> }
    attempts: {
      /** Locked until commit; undefined when this provider never had such a message. */
      forUpdate(sendId: string, provider: string): Promise<SendProgress | undefined>
      saveReceipt(provider: string, receipt: Receipt, progress: SendProgress): Promise<void>
    }
    deliveries: Pick<Deliveries, 'reported'>
  }>
  reportReceipt: ReceiptReport
}

/** Idempotent. The caller has proved that the provider wrote them. */
export function takeReceipts(deps: TakeReceiptsDeps) {
  const take = (provider: string, receipt: Receipt): Promise<ReceiptOutcome> =>
    deps.inTransaction({ system: 'receipts' }, async ({ receipts, attempts, deliveries }) => {
      const now = deps.clock.now()
      const dueAt = new Date(now.getTime() + deps.retentionMs)
      if (!(await receipts.insert(provider, receipt.id, now, dueAt))) return 'repeated'
      const progress = await attempts.forUpdate(receipt.sendId, provider)
      if (!progress) return 'unmatched'
      const after = afterReceipt(progress, receipt.delivered)
      await attempts.saveReceipt(provider, receipt, after)
      if (after.send === 'delivered' || after.send === 'undelivered')
        await deliveries.reported(receipt.sendId, after.send === 'delivered')
      return receipt.delivered ? 'delivered' : 'undelivered'
    })
  return async function takeReceipts(
    provider: string,
    receipts: readonly Receipt[],
  ): Promise<void> {
    for (const receipt of receipts)
      deps.reportReceipt({ provider, outcome: await take(provider, receipt) })
  }
}
