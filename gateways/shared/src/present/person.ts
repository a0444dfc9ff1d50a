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

export const personBadges = ({ phoneVerified }: Pick<PublicPerson, 'phoneVerified'>) =>
  phoneVerified ? ['phone-verified' as const] : []

/** Nothing by which somebody is reached, and no place: only what helps to trust them. */
export const presentPublicPerson = (
  person: PublicPerson,
  liveAds: number | undefined,
): PublicPersonOut => ({
  ...{ id: person.id, displayName: person.displayName },
  ...{ memberSince: presentTime(person.memberSince), badges: personBadges(person) },
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
