// Whether a code may be sent now: finds the counters it would count in and holds them, so that what
// they are found to contain stays true until the transaction ends.
import type { Clock } from '@pk-auto/kernel/clock'
import type { DeviceKey } from '../domain/device.ts'
import { tightest, waitMs, type CapUse } from '../domain/limits/cap.ts'
import { cooldownMs, type OpenCode } from '../domain/limits/cooldown.ts'
import {
  countersOf,
  type Asker,
  type Counter,
  type CounterName,
  type SendCaps,
} from '../domain/limits/counter.ts'
import type { PhoneIndex } from '../domain/sealed-phone.ts'
import type { OtpTarget } from './request-otp.ts'

export type CounterUse = CapUse & { readonly name: CounterName }

export type SendBudgetStores = {
  /** The newest code that is still open. */
  challenges: { newestOpen(target: OtpTarget): Promise<OpenCode | undefined> }
  provenDevices: { has(index: PhoneIndex, device: DeviceKey, now: Date): Promise<boolean> }
  sends: {
    /** Waits until no other request is between its count of one of these and its commit. */
    lock(counters: readonly Counter[]): Promise<void>
    useOf(counters: readonly Counter[], now: Date): Promise<CounterUse[]>
  }
}

type Refused = { readonly by: CounterName | 'cooldown'; readonly retryAfterMs: number }
type Held =
  | { refused: Refused }
  | { refused: undefined; counters: readonly Counter[]; open: OpenCode | undefined }

/** The counters that a send must be counted in, or which of them refused it and for how long. */
export async function holdSendBudget(
  { challenges, provenDevices, sends }: SendBudgetStores,
  asker: OtpTarget & Omit<Asker, 'isProven'>,
  { caps, clock }: { caps: SendCaps; clock: Clock },
): Promise<Held> {
  const fullOf = async (counters: readonly Counter[]): Promise<Refused | undefined> => {
    await sends.lock(counters)
    const now = clock.now()
    const full = tightest(await sends.useOf(counters, now), now)
    return full && { by: full.name, retryAfterMs: waitMs(full, now) }
  }
  let open: OpenCode | undefined
  const coolingDown = async (): Promise<Refused | undefined> => {
    open = await challenges.newestOpen(asker)
    const cap = { max: 1, perMs: cooldownMs(caps.cooldowns, open?.resends ?? 0) }
    const retryAfterMs = waitMs({ cap, filledAt: open?.sentAt }, clock.now())
    return retryAfterMs > 0 ? { by: 'cooldown', retryAfterMs } : undefined
  }
  const isProven = await provenDevices.has(asker.index, asker.device, clock.now())
  const { own, shared } = countersOf({ ...asker, isProven }, caps)
  // The shared counter comes last: nobody waits behind requests that their own caps refuse.
  const refused = (await fullOf(own)) ?? (await coolingDown()) ?? (await fullOf(shared))
  return refused ? { refused } : { refused: undefined, counters: [...own, ...shared], open }
}
