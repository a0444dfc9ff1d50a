// The mailbox of development and tests, and the driver of every channel that puts messages there
// instead of sending them.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MessageProvider } from '../usecases/hand-over.ts'
import type { Boxed, sandboxStore } from './sandbox-store.ts'

export type SandboxDeps = {
  clock: Clock
  retentionMs: number
  inTransaction: InTransaction<{ sandbox: Pick<ReturnType<typeof sandboxStore>, 'insert'> }>
}

export type Mailbox = (message: Boxed) => Promise<void>

export const sandboxMailbox =
  ({ clock, retentionMs, inTransaction }: SandboxDeps): Mailbox =>
  async (message) => {
    const now = clock.now()
    await inTransaction({ system: 'sandbox' }, ({ sandbox }) =>
      sandbox.insert(message, now, new Date(now.getTime() + retentionMs)),
    )
  }

export const sandboxProvider = (put: Mailbox): MessageProvider => ({
  name: 'sandbox',
  async send(message) {
    await put(message)
    return { outcome: 'accepted', reference: message.id }
  },
})
