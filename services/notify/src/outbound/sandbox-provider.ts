// The driver of development and tests for every way out: it stores the message for an hour instead
// of sending it.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MessageProvider } from '../usecases/hand-over.ts'
import type { sandboxStore } from './sandbox-store.ts'

export type SandboxDeps = {
  clock: Clock
  retentionMs: number
  inTransaction: InTransaction<{ sandbox: Pick<ReturnType<typeof sandboxStore>, 'insert'> }>
}

export const sandboxProvider = (deps: SandboxDeps): MessageProvider => ({
  name: 'sandbox',
  async send(message) {
    const now = deps.clock.now()
    await deps.inTransaction({ system: 'sandbox' }, ({ sandbox }) =>
      sandbox.insert(message, now, new Date(now.getTime() + deps.retentionMs)),
    )
    return { outcome: 'accepted', reference: message.id }
  },
})
