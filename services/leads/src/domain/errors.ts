// Every error leads answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { fieldCodes as kernelFieldCodes } from '@pk-auto/kernel/errors'

export const fieldCodes = {
  STATUS_OF_SELLER: 'only the seller orders leads by status',
  OFFER_PRICE: 'no price anybody would offer for a car: in whole rupees, neither tiny nor huge',
} as const

export const errors = defineErrors(
  {
    INVALID_LEAD: ['invalid', 'Something about the lead cannot be right; `errors[]` names it.'],
    INVALID_SIDE: ['invalid', 'Leads are listed by side, buyer or seller, 1 to 100 a page.'],
    LEAD_NOT_FOUND: ['not_found', 'No such lead, or it is not yours. Both answer the same.'],
    OWN_LISTING: ['conflict', 'The ad is the person’s own: nobody buys from themselves.'],
    LEADS_TOO_MANY: [
      'too_many',
      'The person has turned to as many sellers for the first time today as are allowed. ' +
        '`Retry-After` says when the day ends; those already written to can be written to.',
    ],
    INVALID_OFFER: ['invalid', 'Something about the offer cannot be right; `errors[]` names it.'],
    OFFER_NOT_FOUND: ['not_found', 'No such offer, or it is not yours. Both answer the same.'],
    OFFER_NOT_OPEN: [
      'precondition',
      'The offer is over, or it is the other’s turn. Read it again.',
    ],
    OFFER_OPEN_ALREADY: [
      'conflict',
      'There is an open offer in this conversation: withdraw it, or wait for its answer.',
    ],
    OFFER_BY_BUYER: ['conflict', 'The buyer names the first price; the seller counters.'],
    CONTACT_BY_MESSAGE_ONLY: [
      'conflict',
      'The seller wants messages here and no calls. Send a message.',
    ],
    PHONE_NOT_VERIFIED: [
      'forbidden',
      'Numbers are shown to people who have proved their own. Prove a number first.',
    ],
    REVEALS_USED_UP: [
      'too_many',
      'The person has seen as many new numbers today as are allowed. `Retry-After` says when ' +
        'the day ends; numbers already seen stay free, and messages are not counted.',
    ],
  },
  { ...kernelFieldCodes, ...fieldCodes },
)
