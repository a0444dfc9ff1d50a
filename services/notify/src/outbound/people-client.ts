// The numbers and addresses of people, and who is signed in, from identity. They pass through and
// stay nowhere.
import { batchLoader } from '@pk-auto/grpc/batch-loader'
import type { Client } from '@pk-auto/grpc/client'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'

/** Undefined for whoever has none, or is gone. */
type Found = (person: string) => Promise<string | undefined>

export type PeopleClient = {
  readonly phoneOf: Found
  readonly emailOf: Found
  /** Which of these sessions are open. @throws DomainError while identity is away */
  openAmong(sessions: readonly string[]): Promise<ReadonlySet<string>>
}

/** Those of one moment are asked for at once. */
const loaded = (read: (ids: string[]) => Promise<(readonly [string, string])[]>): Found => {
  const loader = batchLoader<string, string>(async (ids) => new Map(await read([...ids])), {
    across: 'requests',
  })
  return (person) => loader.load(person)
}

export const peopleClient = (
  identity: Pick<Client<typeof IdentityDefinition>, 'getPhones' | 'getEmails' | 'getOpenSessions'>,
): PeopleClient => {
  const open = loaded(async (sessionIds) =>
    (await identity.getOpenSessions({ sessionIds })).sessionIds.map((id) => [id, id]),
  )
  return {
    phoneOf: loaded(async (ids) =>
      (await identity.getPhones({ ids })).phones.map(({ id, phone }) => [id, phone]),
    ),
    emailOf: loaded(async (ids) =>
      (await identity.getEmails({ ids })).emails.map(({ id, email }) => [id, email]),
    ),
    openAmong: async (sessions) =>
      new Set((await Promise.all(sessions.map(open))).flatMap((id) => id ?? [])),
  }
}
