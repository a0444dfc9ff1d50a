// The calls that operators make.
import type { Implementation } from '@pk-auto/grpc/server'
import type { IdentityAdminDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity_admin'
import type { republishPeople } from '../usecases/republish-people.ts'

export const adminRpc = (use: {
  republishPeople: ReturnType<typeof republishPeople>
}): Implementation<IdentityAdminDefinition> => ({
  async republishPeople(request) {
    const { republished, next = '' } = await use.republishPeople(request)
    return { republished, next }
  },
})
