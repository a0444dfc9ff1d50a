// Everything notify can do.
import { listSandboxMessages, type ListSandboxMessagesDeps } from './list-sandbox-messages.ts'
import { sendNow, type SendNowDeps } from './send-now.ts'
import { sweepExpired, type SweepExpiredDeps } from './sweep-expired.ts'

export const notifyVerbs = (deps: SendNowDeps & ListSandboxMessagesDeps & SweepExpiredDeps) => ({
  sendNow: sendNow(deps),
  listSandboxMessages: listSandboxMessages(deps),
  sweepExpired: sweepExpired(deps),
})
