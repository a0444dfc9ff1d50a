// Whether this person can name a price here: the buyer of a live ad, while no price is open.
import { stateAt } from '@pk-auto/client-live/core/offers'
import type { Row } from '@pk-auto/client-live/frames'
import { rupeesOf } from '@pk-auto/ui/price'
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import type { Line } from '../thread/thread-lines.ts'

const isOpen = (line: Line): boolean =>
  line.kind === 'offer' && line.offer.kind === 'offer' && stateAt(line.offer, Date.now()) === 'open'

/**
 * The lead by which they came here as a buyer; undefined for the seller, offline, and where
 * a conversation began without one.
 */
const useLead = ({ api }: Island, conv = '', listingId: string | undefined) => {
  const [lead, setLead] = useState<string>()
  useEffect(() => {
    setLead(undefined)
    if (listingId === undefined) return
    let current = true
    void api('GET /me/leads', { query: { side: 'buyer', listingId } }).then((answer) => {
      const own = answer.ok && answer.value.items.find((each) => each.conversationId === conv)
      if (current && own) setLead(own.id)
    })
    return () => void (current = false)
  }, [conv, listingId])
  return lead
}

export const useOffering = (island: Island, row: Row | undefined, lines: readonly Line[]) => {
  const [begun, setBegun] = useState(false)
  const about = row?.about
  const price = about?.price && (about.state ?? 'live') === 'live' ? about.price : undefined
  const lead = useLead(island, row?.id, price && about?.listingId)
  const possible = lead !== undefined && price !== undefined && !lines.some(isOpen)
  return {
    possible,
    ...(begun && possible && { form: { lead, asked: rupeesOf(price) } }),
    begin: (): void => setBegun(true),
    end: (): void => setBegun(false),
  }
}
