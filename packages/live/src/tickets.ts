// Tickets that open a socket: signed, good for seconds, and for one socket.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '@pk-auto/kernel/clock'
import { rememberUntil } from '@pk-auto/lifecycle/remember-until'

export type TicketSettings = {
  readonly secret: string
  readonly clock: Clock
  /** Default: 30 s. */
  readonly ttlMs?: number
  /**
   * Across replicas: true for the first who asks with this text, false for any other, undefined
   * when nobody can say. Then this replica alone knows what it has opened.
   */
  readonly first?: (nonce: string, ttlMs: number) => Promise<boolean | undefined>
}

export type Ticket = { readonly ticket: string; readonly expiresAt: Date }

export type Tickets<Holder> = {
  issue(holder: Holder): Ticket
  /** Undefined for what is foreign, expired or used. */
  redeem(ticket: string): Promise<Holder | undefined>
}

const TTL_MS = 30_000
const LONGEST = 1_000

/** `Holder` is carried in the open, as JSON: ids, never secrets. */
export function tickets<Holder>(settings: TicketSettings): Tickets<Holder> {
  const { secret, clock, ttlMs = TTL_MS, first } = settings
  const key = createHmac('sha256', secret).update('live ticket').digest()
  const used = rememberUntil<true>(Number.POSITIVE_INFINITY, clock)
  const macOf = (body: string) => createHmac('sha256', key).update(body).digest()
  const now = () => clock.now().getTime()

  const isFirst = async (nonce: string): Promise<boolean> => {
    if (used.get(nonce)) return false
    used.set(nonce, true, now() + ttlMs)
    return (await first?.(nonce, ttlMs)) ?? true
  }

  return {
    issue(holder) {
      const expiresAt = new Date(now() + ttlMs)
      const nonce = randomBytes(16).toString('base64url')
      const claims = JSON.stringify([nonce, expiresAt.getTime(), holder])
      const body = Buffer.from(claims).toString('base64url')
      return { ticket: `${body}.${macOf(body).toString('base64url')}`, expiresAt }
    },
    async redeem(ticket) {
      if (ticket.length > LONGEST) return undefined
      const [body = '', mac = ''] = ticket.split('.')
      const [given, right] = [Buffer.from(mac, 'base64url'), macOf(body)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        string,
        number,
        Holder,
      ]
      const [nonce, expiresAt, holder] = claims
      if (expiresAt <= now() || !(await isFirst(nonce))) return undefined
      return holder
    },
  }
}
