// Everything identity can do.
import { acceptTerms } from './people/accept-terms.ts'
import type { ChangePersonDeps } from './people/change-person.ts'
import { askEmail, type AskEmailDeps } from './people/ask-email.ts'
import { checkSessions, type CheckSessionsDeps } from './check-sessions.ts'
import { confirmEmail, type ConfirmEmailDeps } from './people/confirm-email.ts'
import { getEmails, type GetEmailsDeps } from './people/get-emails.ts'
import { getOwnEmail, type GetOwnEmailDeps } from './people/get-own-email.ts'
import { getMe, type GetMeDeps } from './people/get-me.ts'
import { getOpenSessions, type GetOpenSessionsDeps } from './get-open-sessions.ts'
import { getPeople, type GetPeopleDeps } from './people/get-people.ts'
import { getPhones, type GetPhonesDeps } from './people/get-phones.ts'
import { issueActorToken, type IssueActorTokenDeps } from './issue-actor-token.ts'
import { listDevices, type ListDevicesDeps } from './list-devices.ts'
import { logout, type LogoutDeps } from './logout.ts'
import { refreshSession, type RefreshSessionDeps } from './refresh-session.ts'
import { republishPeople, type RepublishPeopleDeps } from './people/republish-people.ts'
import { removeEmail, type RemoveEmailDeps } from './people/remove-email.ts'
import { requestOtp, type RequestOtpDeps } from './request-otp.ts'
import { seedPeople, type SeedPeopleDeps } from './people/seed-people.ts'
import { revokeDevice, type RevokeDeviceDeps } from './revoke-device.ts'
import { sweepExpired, type SweepExpiredDeps } from './sweep-expired.ts'
import { updateMe } from './people/update-me.ts'
import { verifyOtp, type VerifyOtpDeps } from './verify-otp.ts'

export type { CodeMessage } from './request-otp.ts'
export type { ProofMail } from './people/ask-email.ts'
export type { SeedPerson } from './people/seed-people.ts'

export type IdentityDeps = ChangePersonDeps &
  AskEmailDeps &
  ConfirmEmailDeps &
  RemoveEmailDeps &
  GetOwnEmailDeps &
  GetEmailsDeps &
  CheckSessionsDeps &
  GetMeDeps &
  GetOpenSessionsDeps &
  GetPeopleDeps &
  GetPhonesDeps &
  IssueActorTokenDeps &
  ListDevicesDeps &
  LogoutDeps &
  RefreshSessionDeps &
  RepublishPeopleDeps &
  RequestOtpDeps &
  RevokeDeviceDeps &
  SeedPeopleDeps &
  SweepExpiredDeps &
  VerifyOtpDeps

export type IdentityVerbs = ReturnType<typeof identityVerbs>

export const identityVerbs = (deps: IdentityDeps) => ({
  requestOtp: requestOtp(deps),
  verifyOtp: verifyOtp(deps),
  refreshSession: refreshSession(deps),
  issueActorToken: issueActorToken(deps),
  checkSessions: checkSessions(deps),
  getOpenSessions: getOpenSessions(deps),
  logout: logout(deps),
  listDevices: listDevices(deps),
  revokeDevice: revokeDevice(deps),
  getMe: getMe(deps),
  acceptTerms: acceptTerms(deps),
  updateMe: updateMe(deps),
  askEmail: askEmail(deps),
  confirmEmail: confirmEmail(deps),
  removeEmail: removeEmail(deps),
  getOwnEmail: getOwnEmail(deps),
  getEmails: getEmails(deps),
  getPeople: getPeople(deps),
  getPhones: getPhones(deps),
  republishPeople: republishPeople(deps),
  seedPeople: seedPeople(deps),
  sweepExpired: sweepExpired(deps),
})
