// Notifications, how a person wants to be reached, and browsers that take pushes, on the HTTP
// surface.
import { z } from 'zod'
import { id, time } from './listing.ts'

const label = z.strictObject({ en: z.string(), ur: z.string() })

export const notification = z
  .strictObject({
    id,
    kind: z.string().meta({ description: 'What has happened: offer-made, price-dropped …' }),
    title: label,
    body: label,
    url: z.string().meta({ description: 'A path of the web, without the language' }),
    at: time,
    readAt: time.optional(),
  })
  .meta({ id: 'Notification' })
export type NotificationOut = z.input<typeof notification>

export const notificationList = z
  .strictObject({
    items: z.array(notification),
    unread: z.int().meta({ description: 'Over all pages' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'Notifications' })

export const readBody = z.strictObject({ upTo: id }).meta({
  id: 'ReadNotifications',
  example: { upTo: '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a4' },
})

const CHANNELS = ['push', 'email', 'sms', 'whatsapp', 'in-app'] as const
const PURPOSES = ['messages', 'offers', 'contacts', 'saved-ads', 'alerts'] as const
const purposes = z.partialRecord(z.enum(PURPOSES), z.partialRecord(z.enum(CHANNELS), z.boolean()))

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const quietHours = z
  .strictObject({ from: clock, to: clock, zone: z.string().min(1).max(64) })
  .meta({
    id: 'QuietHours',
    description: 'Nothing rings from `from` to `to` in that time zone, over midnight too',
    example: { from: '22:00', to: '08:00', zone: 'Asia/Karachi' },
  })
export type QuietHoursOut = z.input<typeof quietHours>

export const preferences = z
  .strictObject({
    purposes,
    quietHours: quietHours.nullable().optional().meta({
      description: 'Their own; null: none; absent: `standard` for what can wait',
    }),
    standard: quietHours,
  })
  .meta({ id: 'NotificationPreferences' })
export type PreferencesOut = z.input<typeof preferences>

export const preferencesPatch = z
  .strictObject({ purposes: purposes.optional(), quietHours: quietHours.nullable().optional() })
  .refine((patch) => Object.keys(patch).length > 0, {
    message: 'Name at least one field to change',
    params: { code: 'REQUIRED' },
  })
  .meta({
    id: 'NotificationPreferencesPatch',
    minProperties: 1,
    example: { purposes: { messages: { push: false } }, quietHours: null },
  })
export type PreferencesPatch = z.output<typeof preferencesPatch>

const endpoint = z.string().min(1).max(1_000)
const ENDPOINT = 'https://fcm.googleapis.com/fcm/send/cGstYXV0bw'
export const subscriptionBody = z
  .strictObject({
    endpoint,
    keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
  })
  .meta({
    id: 'PushSubscription',
    description: 'As a browser makes it',
    example: {
      endpoint: ENDPOINT,
      keys: { p256dh: `BE3f${'A'.repeat(83)}`, auth: 'c2l4dGVlbi1ieXRlcy4u' },
    },
  })
export const endpointBody = z
  .strictObject({ endpoint })
  .meta({ id: 'PushEndpoint', example: { endpoint: ENDPOINT } })
export const pushKey = z.strictObject({ key: z.string() }).meta({ id: 'PushKey' })
