// Shapes people and sessions for the HTTP surface.
import type { Me, PublicPerson } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { PersonOut, PublicPersonOut } from '../schemas/person.ts'
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

/** Nothing by which somebody is reached, and no place: only what helps to trust them. */
export const presentPublicPerson = (
  { id, displayName, memberSince, phoneVerified }: PublicPerson,
  liveAds: number | undefined,
): PublicPersonOut => ({
  ...{ id, displayName, memberSince: presentTime(memberSince) },
  badges: phoneVerified ? ['phone-verified'] : [],
  ...(liveAds !== undefined && { liveAds }),
})

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
