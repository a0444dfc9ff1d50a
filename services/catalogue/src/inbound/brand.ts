// The brand a request names.
import type { Brand } from '../usecases/reading/listing-details.ts'

// A request without a brand means the first one.
const DEFAULT = { market: 'pk', channel: 'automart' }

export const brandOf = ({ market, channels }: Brand): Brand => ({
  market: market || DEFAULT.market,
  channels: channels.length > 0 ? channels : [DEFAULT.channel],
})
