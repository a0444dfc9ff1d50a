// Lets the seller know who reached for their number: a call or a WhatsApp is a contact of the lead.
import type { Island } from '../island.ts'

/**
 * In the background, for the number is shown whatever becomes of it. Once a day and way: a repeat
 * carries the key of the first, so a reload or a second tap tells the seller nothing new, and one
 * that was lost is made up for.
 */
export function leaveLead(
  { api }: Island,
  listingId: string,
  kind: 'call' | 'whatsapp',
  now: Date,
): void {
  const key = `${kind}:${listingId}:${now.toISOString().slice(0, 10)}`
  void api('POST /leads', { body: { listingId, kind }, key, outlivesPage: true })
}
