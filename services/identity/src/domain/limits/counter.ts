// What a code counts against: its number, the range the number is in, the network and the device
// that asked, and all codes together.
import type { DeviceKey } from '../device.ts'
import type { PhoneIndex, PrefixIndex } from '../sealed-phone.ts'
import type { Cap } from './cap.ts'
import type { Cooldowns } from './cooldown.ts'
import type { Network } from './network.ts'

/** An empty list is no limit; production refuses one. */
export type SendCaps = {
  readonly number: readonly Cap[]
  /** For one number on one device that has proved it. */
  readonly provenNumber: readonly Cap[]
  readonly prefix: readonly Cap[]
  readonly network: readonly Cap[]
  readonly device: readonly Cap[]
  /** The hourly breaker: bounds what any attack can cost. */
  readonly all: readonly Cap[]
  /** A code still open on the same number, device and purpose must be this old before the next. */
  readonly cooldowns: Cooldowns
}

export type CounterName = 'number' | 'prefix' | 'network' | 'device' | 'all'

/** `subject` is what is counted, as text: sends with the same subject share the caps. */
export type Counter = {
  readonly name: CounterName
  readonly subject: string
  readonly caps: readonly Cap[]
}

export type Asker = {
  readonly index: PhoneIndex
  readonly prefix: PrefixIndex
  readonly network: Network
  readonly device: DeviceKey
  /** Whether this device has proved this number before. */
  readonly isProven: boolean
}

/**
 * The counters of this request alone, and the one that all requests share. Sends to devices that
 * have proved their number are counted apart from all others, so that strangers who use up a
 * number, its range or a network keep no owner out; range and network bound those sends too,
 * because whoever owns a range can prove its numbers.
 */
export function countersOf(asker: Asker, caps: SendCaps): { own: Counter[]; shared: Counter[] } {
  const { index, prefix, network, device, isProven } = asker
  const pool = isProven ? 'proven-' : ''
  const own: Counter[] = [
    isProven
      ? { name: 'number', subject: `proven-number:${index}:${device}`, caps: caps.provenNumber }
      : { name: 'number', subject: `number:${index}`, caps: caps.number },
    { name: 'prefix', subject: `${pool}prefix:${prefix}`, caps: caps.prefix },
    { name: 'network', subject: `${pool}network:${network}`, caps: caps.network },
    { name: 'device', subject: `device:${device}`, caps: caps.device },
  ]
  const shared: Counter[] = [{ name: 'all', subject: 'all', caps: caps.all }]
  const limited = (counter: Counter) => counter.caps.length > 0
  return { own: own.filter(limited), shared: shared.filter(limited) }
}
