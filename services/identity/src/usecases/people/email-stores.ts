// What the verbs of mail addresses may use inside a transaction.
import type { Asked, SealedEmail } from '../../domain/email/email.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { TokenHash } from '../../domain/secret-token.ts'

export type EmailProof = {
  readonly person: PersonId
  readonly sealed: SealedEmail
  readonly token: TokenHash
  readonly counted: Asked
  readonly dueAt: Date
}

export type EmailProofs = {
  /** Locks the person's, so that two askers count one after the other. */
  askedBy(person: PersonId): Promise<Asked | undefined>
  /** In place of the one before it. */
  save(proof: EmailProof): Promise<void>
  /** Of an open one whose time has not come; it is open no longer. */
  take(token: TokenHash, now: Date): Promise<EmailProof | undefined>
  /** Its link works no longer; that it was asked for still counts. */
  withdraw(person: PersonId): Promise<void>
  /** Until when the person's open proof can be followed. */
  isOpen(person: PersonId, now: Date): Promise<boolean>
}

export type Emails = {
  of(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, SealedEmail>>
  /** False when the person is gone. */
  save(person: PersonId, sealed: SealedEmail | undefined): Promise<boolean>
}
