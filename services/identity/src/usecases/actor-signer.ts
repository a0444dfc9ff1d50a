// The actor token of an open session, as gateways get it by an access token and by session id.
import type { Person as ActingPerson } from '@pk-auto/kernel/actor'
import type { PersonId, SessionId } from '../domain/ids.ts'
import { termsDue } from '../domain/person.ts'

export type ActorSignerDeps = {
  currentTerms: string
  market: string
  sign: (person: ActingPerson) => Promise<{ token: string; expiresAt: Date }>
}

export type OpenSession = {
  readonly sessionId: SessionId
  readonly personId: PersonId
  readonly termsVersion: string | undefined
}

export type ActorToken = {
  readonly token: string
  readonly expiresAt: Date
  readonly personId: PersonId
  readonly sessionId: SessionId
  readonly termsDue: boolean
}

/** The token carries no role and no organisation: identity has neither yet. */
export const actorSigner =
  ({ currentTerms, market, sign }: ActorSignerDeps) =>
  async (session: OpenSession): Promise<ActorToken> => {
    const due = termsDue(session, currentTerms)
    const { sessionId, personId } = session
    const signed = await sign({
      ...{ kind: 'person', personId, sessionId, roles: [], assurance: 'otp', market },
      termsDue: due,
    })
    return { ...signed, personId, sessionId, termsDue: due }
  }
