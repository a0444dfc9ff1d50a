// What messages and notices leave by, and the logs of how it went.
import type { NotifyConfig } from '../config.ts'
import type { MessageProvider } from '../usecases/hand-over.ts'
import { deliveryLog } from './delivery-log.ts'
import { driversOf } from './providers/drivers.ts'
import { type SandboxDeps, sandboxMailbox, sandboxProvider } from './sandbox-provider.ts'
import { sendLog } from './send-log.ts'
import { type WaysDeps, waysOf } from './ways.ts'

type Deps = Omit<SandboxDeps, 'retentionMs'> &
  Omit<WaysDeps, 'mailbox'> & {
    /** The service whose metrics count. */
    readonly name: string
    /** In place of the configured driver of every way. */
    readonly provider: MessageProvider | undefined
  }

export function sendingOf(config: NotifyConfig, { name, provider, emailOf, ...base }: Deps) {
  const mailbox = sandboxMailbox({ ...base, retentionMs: config.sandboxRetentionMs })
  const sandbox = sandboxProvider(mailbox)
  return {
    providers: provider
      ? { sms: [provider], whatsapp: [provider], call: [provider] }
      : driversOf(config, { now: () => base.clock.now(), sandbox }),
    ...waysOf(config, { mailbox, emailOf, ...base }),
    ...sendLog(name, { ...config.measure, clock: base.clock }),
    report: deliveryLog(name),
  }
}
