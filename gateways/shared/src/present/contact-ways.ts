// Shapes how a person may be reached: for buyers, and for themselves.
import type { ContactWays } from '@pk-auto/proto/pkauto/identity/v1/identity'

const hoursOf = (contact: ContactWays | undefined) =>
  contact?.from ? { from: contact.from, to: contact.to } : undefined

/** Messages and offers always reach a seller; the rest as they chose, by default all of it. */
export function presentWays(contact: ContactWays | undefined) {
  const hours = hoursOf(contact)
  const call = contact?.call ?? true
  return {
    contact: [
      'message' as const,
      ...(call ? ['call' as const] : []),
      ...((contact?.whatsapp ?? true) ? ['whatsapp' as const] : []),
      'offer' as const,
    ],
    ...(hours && call && { contactHours: hours }),
  }
}

export function presentContact(contact: ContactWays | undefined) {
  const hours = hoursOf(contact)
  return {
    call: contact?.call ?? true,
    whatsapp: contact?.whatsapp ?? true,
    ...(hours && { hours }),
  }
}

/** No hours are any hour. */
export const wireContact = ({
  call,
  whatsapp,
  hours,
}: {
  call: boolean
  whatsapp: boolean
  hours?: { from: string; to: string } | undefined
}): ContactWays => ({
  ...{ call, whatsapp, from: hours?.from ?? '', to: hours?.to ?? '' },
})
