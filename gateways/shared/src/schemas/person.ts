// People on the HTTP surface: themselves, their devices, their sessions.
import { LONGEST_MESSAGE, readCode } from '@pk-auto/reading/code'
import { z } from 'zod'
import { documentedAs, VISIBLE } from './bounds.ts'
import { id, slug, time } from './listing.ts'

const hour = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time is written like 09:00')
  .meta({ example: '09:00' })
const contact = z
  .strictObject({
    call: z.boolean(),
    whatsapp: z.boolean(),
    hours: z
      .strictObject({ from: hour, to: hour })
      .optional()
      .meta({ description: 'When calls are answered, in the market’s zone; any hour without' }),
  })
  .meta({ id: 'ContactWays' })

export const person = z
  .strictObject({
    id,
    version: z.int(),
    phone: z.string(),
    displayName: z.string(),
    city: z.string(),
    lang: z.string(),
    termsDue: z.boolean(),
    termsVersion: z.string(),
    marketing: z.boolean(),
    createdAt: time,
    contact,
  })
  .meta({ id: 'Person' })

export type PersonOut = z.input<typeof person>

export const personPatch = z
  .strictObject({
    displayName: z.string().trim().min(1).max(60).meta(VISIBLE).optional(),
    city: slug.optional(),
    lang: z.enum(['en', 'ur']).optional(),
    marketing: z.boolean().optional(),
    contact: contact.optional(),
  })
  .meta({ id: 'PersonPatch', example: { displayName: 'Ayesha', city: 'lahore' } })

/** What helps to trust somebody. */
export const personBadges = z.array(z.enum(['phone-verified']))

/** What anyone may know of somebody who sells. */
export const publicPerson = z
  .strictObject({
    id,
    displayName: z.string().meta({ description: 'Empty while they have given none' }),
    memberSince: time,
    badges: personBadges,
    liveAds: z.int().optional().meta({ description: 'Of this brand; absent while unknown' }),
  })
  .meta({ id: 'PublicPerson' })

export type PublicPersonOut = z.input<typeof publicPerson>

/** Given in the body to apps only; a browser gets a cookie. */
export const tokens = z
  .strictObject({
    accessToken: z.string(),
    accessExpiresAt: time,
    refreshToken: z.string(),
    refreshExpiresAt: time,
  })
  .meta({ id: 'SessionTokens' })

export const otpRequest = z
  .strictObject({
    phone: z
      .string()
      .min(1)
      .max(120)
      .meta({
        description:
          'A mobile number as people write it: 0300 1234567, 92…, 0092…, +92 (0)300-1234567, in ' +
          'Urdu, Arabic-Indic or full-width digits; invisible marks are left out',
      }),
    channel: z.enum(['sms', 'whatsapp', 'call']).default('sms'),
    purpose: z.enum(['sign-in']).default('sign-in'),
  })
  .meta({ id: 'OtpRequest', example: { phone: '+923001234567', channel: 'sms' } })
export const challenge = z
  .strictObject({
    challengeId: z.string(),
    answeredAt: time.meta({ description: 'Now: a device whose clock is wrong counts from here' }),
    resendAt: time,
    expiresAt: time,
    channel: z.string(),
  })
  .meta({ id: 'Challenge' })
/** Six digits as people type them, or the message they stand in. */
const code = z
  .string()
  .max(LONGEST_MESSAGE)
  .meta({
    ...documentedAs({ type: 'string', pattern: '^[0-9]{6}$' }),
    description:
      'Six digits. Also taken: Urdu, Arabic-Indic and full-width digits, with spaces, dashes and ' +
      'invisible marks, and the whole message that was sent',
  })
  .transform((typed) => {
    const read = readCode(typed)
    return read.ok ? read.value : ''
  })
  .refine((digits) => digits !== '', {
    params: { code: 'OTP_DIGITS' },
    message: 'A code has six digits',
  })
export const otpVerify = z.strictObject({ challengeId: id, code }).meta({
  id: 'OtpVerify',
  example: { challengeId: '0197a1c2-5b7e-7d44-9a3f-2f6c0d5e8b10', code: '123456' },
})
export const signedIn = z
  .strictObject({
    person,
    isNew: z.boolean(),
    termsDue: z.boolean(),
    session: tokens.optional().meta({ description: 'For apps alone' }),
  })
  .meta({ id: 'SignedIn' })
export const device = z
  .strictObject({
    id,
    name: z.string(),
    lastSeenAt: time,
    current: z.boolean(),
  })
  .meta({ id: 'Device' })
