// The receipts of each provider in our words. What is neither delivered nor failed for good is no
// receipt.
import { z } from 'zod'
import type { Receipt } from '../../domain/receipt.ts'

type Final = Pick<Receipt, 'delivered' | 'fault'>

const DELIVERED: Final = { delivered: true }
const UNDELIVERED: Final = { delivered: false, fault: 'undelivered' }
/** The phone is off, does not answer, is no mobile or has no WhatsApp: no provider could help. */
const NUMBER: Final = { delivered: false, fault: 'number' }

const Id = z.uuid()
const isOurs = (sendId: unknown): sendId is string => Id.safeParse(sendId).success

// https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks ·
// https://www.twilio.com/docs/voice/api/call-resource#statuscallback
const TWILIO: Readonly<Record<string, Final>> = {
  delivered: DELIVERED,
  read: DELIVERED,
  undelivered: UNDELIVERED,
  failed: UNDELIVERED,
  completed: DELIVERED,
  busy: NUMBER,
  'no-answer': NUMBER,
  canceled: NUMBER,
}
const TWILIO_NUMBER = new Set(['21610', '21614', '30003', '30004', '30005', '30006'])

export function twilioReceipts(form: URLSearchParams, sendId: unknown): Receipt[] {
  const reference = form.get('MessageSid') ?? form.get('CallSid') ?? ''
  const status = form.get('MessageStatus') ?? form.get('CallStatus') ?? ''
  const final = TWILIO[status]
  if (!final || !isOurs(sendId)) return []
  const isNumber = !final.delivered && TWILIO_NUMBER.has(form.get('ErrorCode') ?? '')
  return [{ id: `${reference}:${status}`, sendId, reference, ...(isNumber ? NUMBER : final) }]
}

// https://developer.vonage.com/en/api/messages#webhooks
const VONAGE: Readonly<Record<string, Final>> = {
  delivered: DELIVERED,
  read: DELIVERED,
  rejected: UNDELIVERED,
  undeliverable: UNDELIVERED,
}
const VonageStatus = z.object({
  message_uuid: z.string(),
  status: z.string(),
  client_ref: z.string().optional(),
})

export function vonageReceipts(body: unknown): Receipt[] {
  const { data } = VonageStatus.safeParse(body)
  const final = VONAGE[data?.status ?? '']
  if (!data || !final || !isOurs(data.client_ref)) return []
  const { message_uuid: reference, status, client_ref: sendId } = data
  return [{ id: `${reference}:${status}`, sendId, reference, ...final }]
}

// https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/status
const META: Readonly<Record<string, Final>> = {
  delivered: DELIVERED,
  read: DELIVERED,
  failed: UNDELIVERED,
}
const META_NUMBER = new Set([131026, 131030])
const MetaStatus = z.object({
  id: z.string(),
  status: z.string(),
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(z.object({ code: z.number() })).default([]),
})
const MetaBody = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({ value: z.object({ statuses: z.array(z.unknown()).optional() }) }),
      ),
    }),
  ),
})

export function metaReceipts(body: unknown): Receipt[] {
  const { data } = MetaBody.safeParse(body)
  const statuses = data?.entry.flatMap(({ changes }) =>
    changes.flatMap(({ value }) => value.statuses ?? []),
  )
  return (statuses ?? []).flatMap((each) => {
    const { data: read } = MetaStatus.safeParse(each)
    const final = META[read?.status ?? '']
    if (!read || !final || !isOurs(read.biz_opaque_callback_data)) return []
    const { id: reference, status, biz_opaque_callback_data: sendId, errors } = read
    const isNumber = errors.some(({ code }) => META_NUMBER.has(code))
    const outcome = !final.delivered && isNumber ? NUMBER : final
    return [{ id: `${reference}:${status}`, sendId, reference, ...outcome }]
  })
}
