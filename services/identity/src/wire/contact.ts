// How a person wants to be reached, as a message.
import type { ContactWays } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { Contact } from '../domain/contact.ts'

export const toWays = ({ call, whatsapp, hours }: Contact): ContactWays => ({
  ...{ call, whatsapp, from: hours?.from ?? '', to: hours?.to ?? '' },
})

/** One end without the other is passed on, to be refused by the rules. */
export const contactOf = ({ call, whatsapp, from, to }: ContactWays): Contact => ({
  ...{ call, whatsapp },
  ...((from !== '' || to !== '') && { hours: { from, to } }),
})
