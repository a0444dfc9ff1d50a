// The calls that operators make.
import type { Implementation } from '@pk-auto/grpc/server'
import type { IdentityAdminDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity_admin'
import type { republishPeople } from '../usecases/people/republish-people.ts'

export const adminRpc = (use: {
  republishPeople: ReturnType<typeof republishPeople>
}): Implementation<IdentityAdminDefinition> => ({
  republishPeople: (request) => use.republishPeople(request),
})
