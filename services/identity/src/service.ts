// The composition root of identity: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { policyOf } from '@pk-auto/proto/policy'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { IdentityAdminDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity_admin'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { PEOPLE } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { IdentityConfig } from './config.ts'
import type { Chance } from './domain/chance.ts'
import { jwksHttp } from './inbound/http-jwks.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { emailRpc } from './inbound/rpc-email.ts'
import { peopleRpc } from './inbound/rpc-people.ts'
import { signInRpc } from './inbound/rpc-sign-in.ts'
import { actorKeys } from './outbound/actor-keys.ts'
import { cryptoChance } from './outbound/crypto-chance.ts'
import { notifyClient, proofMails } from './outbound/notify-client.ts'
import { emailVault, phoneVault } from './outbound/phone-vault.ts'
import { securityLog } from './outbound/security-log.ts'
import { stores } from './outbound/stores.ts'
import { type IdentityDeps, identityVerbs, type IdentityVerbs } from './usecases/index.ts'

export type { CodeMessage, ProofMail, SeedPerson } from './usecases/index.ts'
export { readIdentityConfig, type IdentityConfig } from './config.ts'

export type RunningIdentity = Running & {
  /** Removes one batch of what has expired; the `jobs` role does it by itself. */
  sweep(): Promise<number>
  /** Creates people for development; refused in production. Returns their ids in order. */
  seed: IdentityVerbs['seedPeople']
}

export type IdentityOverrides = {
  clock?: Clock
  chance?: Chance
  /** Instead of notify, so that a test can read the code. */
  send?: IdentityDeps['send']
  sendProof?: IdentityDeps['sendProof']
}

/** Never waits for Kafka, Redis or notify. */
export async function startIdentity(
  config: IdentityConfig,
  { clock, chance = cryptoChance, send, sendProof }: IdentityOverrides = {},
): Promise<RunningIdentity> {
  const keys = actorKeys(config.actorKeys)
  await using service = openService('identity', { config, clock, keys: keys.publicKeys })
  const pepper = Buffer.from(config.otpPepper)
  const { otp } = config
  const defaultDeadlineMs = otp.sendTimeoutMs
  const notify = service.client(NotifyDefinition, config.notifyUrl, { defaultDeadlineMs })
  const verbs = identityVerbs({
    ...{ chance, pepper, ...otp },
    ...{ clock: service.clock, inTransaction: service.transactions(stores) },
    ...{ lifetimes: config.lifetimes, currentTerms: config.termsVersion, market: config.market },
    vault: phoneVault({ keys: config.phoneKeys, indexKey: config.phoneIndexKey, chance }),
    emailVault: emailVault(config.phoneKeys, chance),
    emailLimits: config.emailLimits,
    sendProof: sendProof ?? proofMails(notify),
    phoneRules: { callingCodes: config.callingCodes, sandbox: config.profile !== 'production' },
    ...{ profile: config.profile, report: securityLog(service.name), sign: keys.sign },
    send: send ?? notifyClient(notify),
  })
  const running = await serve(service, {
    ...{ policyOf, publishes: [PEOPLE] },
    rpc: [
      implement(IdentityDefinition, {
        ...{ ...signInRpc(verbs), ...peopleRpc(verbs), ...emailRpc(verbs) },
      }),
      implement(IdentityAdminDefinition, adminRpc(verbs)),
    ],
    http: (app) => jwksHttp(app, keys.jwks),
    sweeps: [{ name: 'expired', everyMs: config.sweepEveryMs, batch: verbs.sweepExpired }],
  })
  return { ...running, sweep: verbs.sweepExpired, seed: verbs.seedPeople }
}
