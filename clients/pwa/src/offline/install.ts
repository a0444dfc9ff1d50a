// When the app may offer itself: after somebody has got something from it, never on their first
// page, and not again for a while once they said no.
const KEY = 'automart.install'
const FIRST = 'automart.here'
const QUIET_DAYS = 60
const DAY_MS = 86_400_000

type Noted = { readonly earned?: true; readonly refusedAt?: number; readonly installed?: true }
type Device = () => Storage

const read = (device: Device): Noted => {
  try {
    return JSON.parse(device().getItem(KEY) ?? '{}') as Noted
  } catch {
    return {}
  }
}
const add = (more: Noted, device: Device): void => {
  try {
    device().setItem(KEY, JSON.stringify({ ...read(device), ...more }))
  } catch {
    // Without storage it is never offered.
  }
}

/** A first favourite, saved search or message: now the app is worth a place on the phone. */
export const earnInstall = (device: Device = () => localStorage): void => {
  add({ earned: true }, device)
  if (typeof document !== 'undefined') document.dispatchEvent(new Event('install-earned'))
}
export const refuseInstall = (now: number, device: Device): void => add({ refusedAt: now }, device)
export const noteInstalled = (device: Device): void => add({ installed: true }, device)

export const mayOffer = (now: number, device: Device): boolean => {
  const { earned, refusedAt = -Infinity, installed } = read(device)
  return earned === true && installed !== true && now - refusedAt > QUIET_DAYS * DAY_MS
}

/** True once in every tab. */
export const isFirstPage = (tab: Device): boolean => {
  try {
    const isFirst = tab().getItem(FIRST) === null
    tab().setItem(FIRST, 'yes')
    return isFirst
  } catch {
    return true
  }
}
