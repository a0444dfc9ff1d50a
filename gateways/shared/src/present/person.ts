// Shapes people and sessions for the HTTP surface.
import type { Me } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { PersonOut } from '../schemas/person.ts'
import type { WebSession } from '../session/sealed-cookie.ts'
import { presentContact } from './contact-ways.ts'
import { presentTime } from './listing.ts'

export function presentMe(me: Me | undefined): PersonOut {
  if (!me) throw new Error('identity answered without the person')
  const {
    id,
    version,
    phone,
    displayName,
    city,
    lang,
    termsDue,
    termsVersion,
    marketing,
    createdAt,
  } = me
  return {
    id,
    version,
    phone,
    displayName,
    city,
    lang,
    termsDue,
    termsVersion,
    marketing,
    createdAt: presentTime(createdAt),
    contact: presentContact(me.contact),
  }
}

export const presentTokens = ({
  accessToken,
  accessExpiresAt,
  refreshToken,
  refreshExpiresAt,
}: WebSession) => ({
  accessToken,
  accessExpiresAt: presentTime(accessExpiresAt),
  refreshToken,
  refreshExpiresAt: presentTime(refreshExpiresAt),
})
