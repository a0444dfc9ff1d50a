// Everything identity can do.
import { acceptTerms, type ChangePersonDeps, updateMe } from './change-person.ts'
import { type EndSessionDeps, logout, revokeDevice } from './end-session.ts'
import { getMe, type GetMeDeps } from './get-me.ts'
import { getPeople, type GetPeopleDeps } from './get-people.ts'
import { issueActorToken, type IssueActorTokenDeps } from './issue-actor-token.ts'
import { listDevices, type ListDevicesDeps } from './list-devices.ts'
import { refreshSession, type RefreshSessionDeps } from './refresh-session.ts'
import { republishPeople, type RepublishPeopleDeps } from './republish-people.ts'
import { requestOtp, type RequestOtpDeps } from './request-otp.ts'
import { seedPeople, type SeedPeopleDeps } from './seed-people.ts'
import { sweepExpired, type SweepExpiredDeps } from './sweep-expired.ts'
import { verifyOtp, type VerifyOtpDeps } from './verify-otp.ts'

export type IdentityDeps = ChangePersonDeps &
  EndSessionDeps &
  GetMeDeps &
  GetPeopleDeps &
  IssueActorTokenDeps &
  ListDevicesDeps &
  RefreshSessionDeps &
  RepublishPeopleDeps &
  RequestOtpDeps &
  SeedPeopleDeps &
  SweepExpiredDeps &
  VerifyOtpDeps

export const identityVerbs = (deps: IdentityDeps) => ({
  requestOtp: requestOtp(deps),
  verifyOtp: verifyOtp(deps),
  refreshSession: refreshSession(deps),
  issueActorToken: issueActorToken(deps),
  logout: logout(deps),
  listDevices: listDevices(deps),
  revokeDevice: revokeDevice(deps),
  getMe: getMe(deps),
  acceptTerms: acceptTerms(deps),
  updateMe: updateMe(deps),
  getPeople: getPeople(deps),
  republishPeople: republishPeople(deps),
  seedPeople: seedPeople(deps),
  sweepExpired: sweepExpired(deps),
})
