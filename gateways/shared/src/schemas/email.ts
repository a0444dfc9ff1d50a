// Where a person's mail goes, and the links in mails, on the HTTP surface.
import { z } from 'zod'

const token = z.string().min(1).max(300)

export const ownEmail = z
  .strictObject({
    email: z.string().optional().meta({ description: 'Absent until one is proved' }),
    pending: z.boolean().meta({ description: 'A link was sent and can still be followed' }),
  })
  .meta({ id: 'OwnEmail' })

export const emailBody = z
  .strictObject({ email: z.string().max(300) })
  .meta({ id: 'EmailBody', example: { email: 'ayesha@example.pk' } })

export const emailToken = z
  .strictObject({ token })
  .meta({ id: 'EmailToken', example: { token: 'c2l4dGVlbi1ieXRlcy4u' } })

export const stopQuery = z.strictObject({ token, lang: z.enum(['en', 'ur']).optional() })

export const stopView = z
  .strictObject({ purpose: z.string(), stopped: z.boolean() })
  .meta({ id: 'MailStop' })
