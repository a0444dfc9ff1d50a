// Codes, sessions and keys: proto in, command out. No rule lives here.
import type { Implementation } from '@pk-auto/grpc/server'
import type { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { Grant } from '../domain/grant.ts'
import { challengeId, sessionId, type SessionId } from '../domain/ids.ts'
import type { IdentityVerbs } from '../usecases/index.ts'
import { toMe } from '../wire/me.ts'

type Methods =
  | 'requestOtp'
  | 'verifyOtp'
  | 'refreshSession'
  | 'issueActorToken'
  | 'checkSessions'
  | 'getOpenSessions'
  | 'logout'
  | 'listDevices'
  | 'revokeDevice'

type SignInRpc = Pick<Implementation<typeof IdentityDefinition>, Methods>

const toSession = (session: SessionId, grant: Grant) => ({
  sessionId: session,
  accessToken: grant.access.text,
  accessExpiresAt: grant.accessExpiresAt,
  refreshToken: grant.refresh.text,
  refreshExpiresAt: grant.refreshExpiresAt,
})

export const signInRpc = (use: Pick<IdentityVerbs, Methods>): SignInRpc => ({
  requestOtp: (request) => use.requestOtp(request),

  async verifyOtp(request) {
    const {
      me,
      isNew,
      sessionId: id,
      grant,
    } = await use.verifyOtp({ ...request, challengeId: challengeId(request.challengeId) })
    return { me: toMe(me), isNew, session: toSession(id, grant) }
  },

  async refreshSession(request) {
    const { sessionId: id, grant } = await use.refreshSession(request)
    return toSession(id, grant)
  },

  async issueActorToken({ accessToken }) {
    const { token, ...rest } = await use.issueActorToken(accessToken)
    return { ...rest, actorToken: token }
  },

  async checkSessions({ sessionIds }) {
    const open = await use.checkSessions(sessionIds.map((id) => sessionId(id)))
    return { sessions: open.map(({ token, ...rest }) => ({ ...rest, actorToken: token })) }
  },

  getOpenSessions: async ({ sessionIds }) => ({
    sessionIds: await use.getOpenSessions(sessionIds.map((id) => sessionId(id))),
  }),

  async logout({ all }, { actor }) {
    await use.logout(actor, { all })
    return {}
  },

  listDevices: async (_request, { actor }) => ({ devices: await use.listDevices(actor) }),

  async revokeDevice({ id }, { actor }) {
    await use.revokeDevice(actor, sessionId(id))
    return {}
  },
})
