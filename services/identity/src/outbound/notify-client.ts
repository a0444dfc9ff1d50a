// Passes a code to notify, after the commit and by gRPC only: a code never enters an outbox, an
// event or a log.
import type { Client } from '@pk-auto/grpc/client'
import type { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { errors } from '../domain/errors.ts'
import type { ProofMail } from '../usecases/people/ask-email.ts'
import type { CodeMessage } from '../usecases/request-otp.ts'

/**
 * The key is challenge + channel, so a repeat of this call sends nothing twice. Rejects when notify
 * cannot be reached or the provider refuses.
 */
export const notifyClient =
  (client: Pick<Client<NotifyDefinition>, 'sendNow'>) =>
  async ({ challengeId, to, channel, lang, code, minutes }: CodeMessage): Promise<void> => {
    const template = { $case: 'otp', value: { code, minutes } } as const
    await client.sendNow(
      { to, channel, lang, template },
      { idempotency: { key: `${challengeId}:${channel}` } },
    )
  }

/**
 * Each call is one mail: a token is sent once. Rejects when it cannot be passed on. @throws
 * EMAIL_MAILBOX_UNKNOWN
 */
export const proofMails =
  (client: Pick<Client<NotifyDefinition>, 'sendProof'>) =>
  async ({ to, lang, token }: ProofMail): Promise<void> => {
    try {
      await client.sendProof({ to, lang, token }, { idempotency: { key: newId() } })
    } catch (error) {
      if (error instanceof DomainError && error.code === 'MAILBOX_UNKNOWN')
        throw errors.EMAIL_MAILBOX_UNKNOWN()
      throw error
    }
  }
