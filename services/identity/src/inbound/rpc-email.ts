// Mail addresses: proto in, command out. No rule lives here.
import type { Implementation } from '@pk-auto/grpc/server'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { IdentityVerbs } from '../usecases/index.ts'

type Methods = 'askEmail' | 'confirmEmail' | 'removeEmail' | 'getOwnEmail' | 'getEmails'

type EmailRpc = Pick<Implementation<typeof IdentityDefinition>, Methods>

export const emailRpc = (use: Pick<IdentityVerbs, Methods>): EmailRpc => ({
  askEmail: async (request, { actor }) => {
    await use.askEmail(actor, request)
    return {}
  },
  confirmEmail: async ({ token }) => {
    await use.confirmEmail(token)
    return {}
  },
  removeEmail: async (_request, { actor }) => {
    await use.removeEmail(actor)
    return {}
  },
  getOwnEmail: async (_request, { actor }) => {
    const { email, pending } = await use.getOwnEmail(actor)
    return { email, pending }
  },
  getEmails: async ({ ids }) => ({ emails: await use.getEmails(ids) }),
})
