// The part of the configuration about notifications: who is reached how by default, and when.
import type { ServiceConfig } from '@pk-auto/lifecycle/service-settings'
import { z } from 'zod'
import { CHANNELS, PURPOSES, type SentChannel } from '../domain/news/news.ts'

const Hours = z.number().positive()
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const newsSettings = z.strictObject({
  maxAgeHours: z.number().positive(),
  notificationDays: z.number().positive(),
  /** WhatsApp is a person's own choice, and nobody's default. */
  channels: z.record(z.enum(PURPOSES), z.array(z.enum(CHANNELS).exclude(['whatsapp']))),
  quietHours: z.strictObject({
    ...{ from: Time, to: Time },
    zone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone)),
    purposes: z.array(z.enum(PURPOSES)),
  }),
  messages: z.strictObject({
    settleSeconds: z.number().nonnegative(),
    spacingSeconds: z.number().nonnegative(),
  }),
  deliveries: z.strictObject({
    everyMs: z.int().positive(),
    leaseSeconds: z.number().positive(),
    firstRetrySeconds: z.number().positive(),
    longestRetrySeconds: z.number().positive(),
    maxAgeHours: z.strictObject({ email: Hours, sms: Hours, whatsapp: Hours }),
    timeoutMs: z.int().positive(),
  }),
  push: z.strictObject({ ttlHours: z.number().positive(), hosts: z.array(z.string()).min(1) }),
})

const HOUR_MS = 3_600_000
const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export function newsConfig(set: z.output<typeof newsSettings>, profile: ServiceConfig['profile']) {
  const { quietHours, messages, deliveries, push } = set
  const { email, sms, whatsapp } = deliveries.maxAgeHours
  return {
    defaults: {
      channels: set.channels,
      quiet: {
        ...{ from: minutesOf(quietHours.from), to: minutesOf(quietHours.to) },
        ...{ zone: quietHours.zone, purposes: quietHours.purposes },
      },
    },
    timing: {
      maxAgeMs: set.maxAgeHours * HOUR_MS,
      messageSettleMs: messages.settleSeconds * 1_000,
      messageSpacingMs: messages.spacingSeconds * 1_000,
      retentionMs: set.notificationDays * 86_400_000,
    },
    everyMs: deliveries.everyMs,
    leaseMs: deliveries.leaseSeconds * 1_000,
    retries: {
      firstMs: deliveries.firstRetrySeconds * 1_000,
      longestMs: deliveries.longestRetrySeconds * 1_000,
      maxAgeMs: {
        push: push.ttlHours * HOUR_MS,
        email: email * HOUR_MS,
        sms: sms * HOUR_MS,
        whatsapp: whatsapp * HOUR_MS,
      } satisfies Record<SentChannel, number>,
    },
    timeoutMs: deliveries.timeoutMs,
    pushTtlSeconds: push.ttlHours * 3_600,
    pushHosts: { known: push.hosts, loopback: profile !== 'production' },
  }
}

export type NewsConfig = ReturnType<typeof newsConfig>
