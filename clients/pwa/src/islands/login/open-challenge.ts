// Remembers in this tab that a code was sent, so that it can still be entered after a reload. Never
// the code itself, never the whole number.
import { msUntil, type Received } from './server-time.ts'

const KEY = 'automart.challenge.v2'

export type OpenChallenge = Received & { readonly maskedPhone: string }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** `+923001234567` → `0300 ••• 4567`: enough to recognise one's own number. */
export const maskPhone = (shown: string): string => {
  const digits = shown.replace(/\D/g, '')
  const head = shown.startsWith('+') ? `+${digits.slice(0, 3)}` : digits.slice(0, 4)
  return `${head} ••• ${digits.slice(-4)}`
}

/** Best effort: without storage signing in works as long as nobody reloads. */
export const storeChallenge = (open: OpenChallenge | undefined, store: () => Store): void => {
  try {
    if (open) store().setItem(KEY, JSON.stringify(open))
    else store().removeItem(KEY)
  } catch {
    // Storage is refused: the step lasts as long as the page.
  }
}

const isOpen = (read: unknown): read is OpenChallenge => {
  const open = read as Partial<OpenChallenge> | null
  const { challengeId, channel, answeredAt, resendAt, expiresAt } = open?.challenge ?? {}
  const texts = [open?.maskedPhone, challengeId, channel, answeredAt, resendAt, expiresAt]
  return typeof open?.receivedAt === 'number' && texts.every((text) => typeof text === 'string')
}

/**
 * The challenge whose code is still awaited; undefined when there is none or it has expired. `now`
 * by steadyNow.
 */
export const openChallenge = (now: number, store: () => Store): OpenChallenge | undefined => {
  try {
    const read: unknown = JSON.parse(store().getItem(KEY) ?? 'null')
    return isOpen(read) && msUntil('expiresAt', read, now) > 0 ? read : undefined
  } catch {
    return undefined
  }
}
