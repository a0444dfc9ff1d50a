// Codes, sessions and keys: proto in, command out. No rule lives here.
import type { Call } from '@pk-auto/grpc/call'
import type { IdentityServiceImplementation } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { Grant } from '../domain/grant.ts'
import { challengeId, sessionId, type SessionId } from '../domain/ids.ts'
import type { issueActorToken } from '../usecases/issue-actor-token.ts'
import type { listDevices } from '../usecases/list-devices.ts'
import type { logout } from '../usecases/logout.ts'
import type { refreshSession } from '../usecases/refresh-session.ts'
import type { requestOtp } from '../usecases/request-otp.ts'
import type { revokeDevice } from '../usecases/revoke-device.ts'
import type { verifyOtp } from '../usecases/verify-otp.ts'
import { toMe } from '../wire/me.ts'

export type SignInVerbs = {
  requestOtp: ReturnType<typeof requestOtp>
  verifyOtp: ReturnType<typeof verifyOtp>
  refreshSession: ReturnType<typeof refreshSession>
  issueActorToken: ReturnType<typeof issueActorToken>
  logout: ReturnType<typeof logout>
  listDevices: ReturnType<typeof listDevices>
  revokeDevice: ReturnType<typeof revokeDevice>
}

type SignInRpc = Pick<
  IdentityServiceImplementation<Call>,
  | 'requestOtp'
  | 'verifyOtp'
  | 'refreshSession'
  | 'issueActorToken'
  | 'logout'
  | 'listDevices'
  | 'revokeDevice'
>

const toSession = (session: SessionId, grant: Grant) => ({
  sessionId: session,
  accessToken: grant.access.text,
  accessExpiresAt: grant.accessExpiresAt,
  refreshToken: grant.refresh.text,
  refreshExpiresAt: grant.refreshExpiresAt,
})

export const signInRpc = (use: SignInVerbs): SignInRpc => ({
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
    const { token, expiresAt, personId, termsDue } = await use.issueActorToken(accessToken)
    return { actorToken: token, expiresAt, personId, termsDue }
  },

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
