// What a provider made of a message that was handed to it, and whether another one may get it then.

/**
 * `number`: this number cannot be reached by this channel, whoever tries. `rejected`: our account,
 * credit or request is at fault.
 */
export const FAULTS = [
  'unreachable',
  'busy',
  'failing',
  'rejected',
  'undelivered',
  'number',
] as const
export type Fault = (typeof FAULTS)[number]

export type Handover =
  | { readonly outcome: 'accepted'; readonly reference: string }
  /** Certain: nothing was sent and nothing will be. */
  | {
      readonly outcome: 'refused'
      readonly fault: Exclude<Fault, 'undelivered'>
      /** The provider asks to be left alone until then. */
      readonly busyUntil?: Date
    }
  /** No answer, or one that says nothing: the message may have gone out. */
  | { readonly outcome: 'unknown' }

/** Only a certain refusal may be followed by another provider, and only if that can help. */
export const mayTryNext = (handover: Handover): boolean =>
  handover.outcome === 'refused' && handover.fault !== 'number'

/** Of the whole send, once no other provider is tried. */
export const SEND_STATE_AFTER = { accepted: 'sent', refused: 'failed', unknown: 'unknown' } as const
