// Everything notify can do.
import { listSandboxMessages, type ListSandboxMessagesDeps } from './list-sandbox-messages.ts'
import { sendNow, type SendNowDeps } from './send-now.ts'
import { sweepExpired, type SweepExpiredDeps } from './sweep-expired.ts'

/** What the verbs need between them; each names its own part. */
export type NotifyDeps = SendNowDeps & ListSandboxMessagesDeps & SweepExpiredDeps

export type NotifyVerbs = ReturnType<typeof notifyVerbs>

export const notifyVerbs = (deps: NotifyDeps) => ({
  sendNow: sendNow(deps),
  listSandboxMessages: listSandboxMessages(deps),
  sweepExpired: sweepExpired(deps),
})
