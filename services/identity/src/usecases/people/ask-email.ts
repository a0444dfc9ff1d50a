// A person names a mail address; a link goes there, and following it proves that it is theirs.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Chance } from '../../domain/chance.ts'
import {
  askAgain,
  type Email,
  type EmailLimits,
  type EmailVault,
  parseEmail,
} from '../../domain/email/email.ts'
import { errors } from '../../domain/errors.ts'
import { personId } from '../../domain/ids.ts'
import { type Lang, langOf } from '../../domain/person.ts'
import { drawToken } from '../../domain/secret-token.ts'
import type { EmailProofs } from './email-stores.ts'

export type ProofMail = {
  readonly to: Email
  readonly lang: Lang
  /** In the link; nowhere else. */
  readonly token: string
}

export type AskEmailDeps = {
  clock: Clock
  chance: Chance
  emailLimits: EmailLimits
  emailVault: EmailVault
  inTransaction: InTransaction<{ emailProofs: EmailProofs }>
  /** Rejects when it cannot be passed on. @throws EMAIL_MAILBOX_UNKNOWN (invalid) */
  sendProof: (mail: ProofMail) => Promise<void>
}

/**
 * Not idempotent: each call that gets through is a new link, and the one before it stops working.
 * @throws EMAIL_INVALID (invalid) · EMAIL_TOO_MANY (too_many) · EMAIL_SEND_FAILED (unavailable) ·
 * EMAIL_MAILBOX_UNKNOWN (invalid) where a mail server says so at once
 */
export function askEmail(deps: AskEmailDeps) {
  const { clock, chance, emailLimits, emailVault, inTransaction } = deps
  return async function askEmail(
    actor: Actor,
    wish: { email: string; lang: string },
  ): Promise<void> {
    const person = personId(mustBePerson(actor).personId)
    const email = parseEmail(wish.email)
    const token = drawToken(chance)
    await inTransaction({ system: 'identity.ask-email' }, async ({ emailProofs }) => {
      const now = clock.now()
      const counted = askAgain(await emailProofs.askedBy(person), now, emailLimits)
      const dueAt = new Date(now.getTime() + emailLimits.proofMs)
      const sealed = emailVault.seal(email, person)
      await emailProofs.save({ person, sealed, token: token.hash, counted, dueAt })
    })
    await deps
      .sendProof({ to: email, lang: langOf(wish.lang), token: token.text })
      .catch((cause: unknown) => {
        const isKnown = cause instanceof DomainError && cause.code === 'EMAIL_MAILBOX_UNKNOWN'
        throw isKnown ? cause : errors.EMAIL_SEND_FAILED({}, { cause })
      })
  }
}
