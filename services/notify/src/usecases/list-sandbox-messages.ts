// A developer or a test reads what would have been sent.
import { errors } from '../domain/errors.ts'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'

export type SandboxMessage = {
  id: string
  channel: string
  to: string
  text: string
  code: string | undefined
  at: Date
}

export type ListSandboxMessagesDeps = {
  clock: Clock
  profile: 'development' | 'test' | 'production'
  inTransaction: InTransaction<{
    /** Not yet expired, newest first; `after` = id of the last message seen. */
    sandbox: {
      list(
        to: string,
        after: string | undefined,
        now: Date,
        limit: number,
      ): Promise<SandboxMessage[]>
    }
  }>
}

const MAX_MESSAGES = 100

/**
 * Newest first, at most 100; an empty `to` means every number, an unknown `after` the whole hour.
 * @throws SANDBOX_CLOSED (forbidden) in production
 */
export function listSandboxMessages(deps: ListSandboxMessagesDeps) {
  return async function listSandboxMessages(query: {
    to: string
    after: string
  }): Promise<SandboxMessage[]> {
    if (deps.profile === 'production') throw errors.SANDBOX_CLOSED()
    const now = deps.clock.now()
    return deps.inTransaction({ system: 'sandbox' }, ({ sandbox }) =>
      sandbox.list(query.to, query.after === '' ? undefined : query.after, now, MAX_MESSAGES),
    )
  }
}
