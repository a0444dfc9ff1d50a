// Whether a code may be sent now: finds the counters it would count in and holds them, so that what
// they are found to contain stays true until the transaction ends.
import type { Clock } from '@pk-auto/kernel/clock'
import type { DeviceKey } from '../domain/device.ts'
import { tightest, waitMs, type CapUse } from '../domain/limits/cap.ts'
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
  /** When the newest code that is still open was sent. */
  challenges: { openSince(target: OtpTarget): Promise<Date | undefined> }
  provenDevices: { has(index: PhoneIndex, device: DeviceKey, now: Date): Promise<boolean> }
  sends: {
    /** Waits until no other request is between its count of one of these and its commit. */
    lock(counters: readonly Counter[]): Promise<void>
    useOf(counters: readonly Counter[], now: Date): Promise<CounterUse[]>
  }
}

type Refused = { readonly by: CounterName | 'cooldown'; readonly retryAfterMs: number }
type Held = { refused: Refused } | { refused: undefined; counters: readonly Counter[] }

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
  const coolingDown = async (): Promise<Refused | undefined> => {
    const cap = { max: 1, perMs: caps.resendAfterMs }
    const filledAt = await challenges.openSince(asker)
    const retryAfterMs = waitMs({ cap, filledAt }, clock.now())
    return retryAfterMs > 0 ? { by: 'cooldown', retryAfterMs } : undefined
  }
  const isProven = await provenDevices.has(asker.index, asker.device, clock.now())
  const { own, shared } = countersOf({ ...asker, isProven }, caps)
  // The shared counter comes last: nobody waits behind requests that their own caps refuse.
  const refused = (await fullOf(own)) ?? (await coolingDown()) ?? (await fullOf(shared))
  return refused ? { refused } : { refused: undefined, counters: [...own, ...shared] }
}
