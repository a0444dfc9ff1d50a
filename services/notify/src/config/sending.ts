// How codes are sent, from config/notify.yaml: time-outs, how delivery is measured, and what the
// providers call our templates and voices.
import { z } from 'zod'
import type { Lang } from '../domain/message.ts'
import type { MetaTemplates } from '../outbound/providers/meta-provider.ts'
import type { Voice } from '../outbound/providers/twilio-provider.ts'
import type { MeasureRules } from '../usecases/send-now.ts'

const Share = z.number().gt(0).max(1)
const perLang = <Value extends z.ZodType>(value: Value) => z.strictObject({ en: value, ur: value })
const Approved = z.strictObject({
  ...{ name: z.string().min(1), languages: perLang(z.string().min(2)) },
})

/** To be spread into the business values. */
export const sendingSettings = {
  sends: z.strictObject({
    retentionDays: z.number().positive(),
    providerTimeoutMs: z.int().positive(),
    smsValiditySeconds: z.int().min(60).max(3600),
  }),
  measured: z.strictObject({
    windowMinutes: z.number().positive(),
    receiptWithinSeconds: z.number().positive(),
    minSends: z.int().positive(),
    minShare: Share,
    probeShare: Share,
  }),
  whatsapp: z.strictObject({ otpTemplate: Approved, noticeTemplate: Approved }),
  call: z.strictObject({
    voices: perLang(z.strictObject({ language: z.string().min(2), name: z.string().min(1) })),
  }),
}

export type SendingConfig = {
  readonly sendRetentionMs: number
  readonly providerTimeoutMs: number
  readonly smsValiditySeconds: number
  readonly measure: MeasureRules
  readonly metaTemplates: MetaTemplates
  readonly voices: Readonly<Record<Lang, Voice>>
}

export function sendingConfig(set: z.infer<z.ZodObject<typeof sendingSettings>>): SendingConfig {
  const { windowMinutes, receiptWithinSeconds, ...rules } = set.measured
  return {
    sendRetentionMs: set.sends.retentionDays * 86_400_000,
    providerTimeoutMs: set.sends.providerTimeoutMs,
    smsValiditySeconds: set.sends.smsValiditySeconds,
    measure: {
      ...rules,
      windowMs: windowMinutes * 60_000,
      receiptWithinMs: receiptWithinSeconds * 1_000,
    },
    metaTemplates: { otp: set.whatsapp.otpTemplate, notice: set.whatsapp.noticeTemplate },
    voices: set.call.voices,
  }
}
