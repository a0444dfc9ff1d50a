// The wire forms of the providers: how each answers, and how each writes and signs its receipts.
import { createHash, createHmac } from 'node:crypto'
import { newId } from '@pk-auto/kernel/id'
import type { Answer, Wire } from './fake-provider.ts'

const twilioError = (status: number, code: number): Answer => ({
  status,
  body: {
    ...{ code, message: 'Refused', status },
    more_info: `https://www.twilio.com/docs/errors/${code}`,
  },
})
const padded = (n: number) => String(n).padStart(32, '0')

export const TWILIO: Wire = {
  accept: ({ path }, n) => ({
    status: 201,
    body: { sid: (path.includes('/Calls') ? 'CA' : 'SM') + padded(n), status: 'queued' },
  }),
  errors: {
    busy: twilioError(429, 20429),
    failing: twilioError(503, 20503),
    unauthorised: twilioError(401, 20003),
    'number-gone': twilioError(400, 21614),
  },
}

const vonageError = (status: number, title: string, more = {}): Answer => ({
  status,
  body: {
    type: 'https://developer.vonage.com/api-errors',
    ...{ title, detail: 'Refused', instance: newId(), ...more },
  },
})

export const VONAGE: Wire = {
  accept: (_received, n) => ({
    status: 202,
    body: { message_uuid: `aaaaaaaa-bbbb-4ccc-8ddd-${String(n).padStart(12, '0')}` },
  }),
  errors: {
    busy: vonageError(429, 'Rate Limit Hit'),
    failing: vonageError(500, 'Internal error'),
    unauthorised: vonageError(401, 'Unauthorized'),
    'number-gone': vonageError(422, 'Invalid params', {
      invalid_parameters: [{ name: 'to', reason: 'is not a mobile' }],
    }),
  },
}

const metaError = (status: number, code: number): Answer => ({
  status,
  body: { error: { message: '(#0) Refused', type: 'OAuthException', code, fbtrace_id: 'A' } },
})

export const META: Wire = {
  accept: (_received, n) => ({
    status: 200,
    body: {
      messaging_product: 'whatsapp',
      contacts: [{ input: '92', wa_id: '92' }],
      messages: [{ id: `wamid.${padded(n)}`, message_status: 'accepted' }],
    },
  }),
  errors: {
    busy: metaError(429, 130429),
    failing: metaError(500, 131000),
    unauthorised: metaError(401, 190),
    'number-gone': metaError(400, 131026),
  },
}

/** One request of a provider to us. */
export type Hook = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function twilioHook(
  secret: string,
  base: string,
  sendId: string,
  fields: Readonly<Record<string, string>>,
): Hook {
  const path = `/hooks/notify/twilio?send=${sendId}`
  const all: Readonly<Record<string, string>> = {
    AccountSid: 'AC1',
    ApiVersion: '2010-04-01',
    ...fields,
  }
  const signed = Object.keys(all)
    .toSorted()
    .reduce((text, name) => text + name + all[name], base + path)
  return {
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', secret).update(signed).digest('base64'),
    },
    body: new URLSearchParams(all).toString(),
  }
}

export function vonageHook(
  secret: string,
  status: Readonly<Record<string, unknown>>,
  issuedAt: Date,
): Hook {
  const body = JSON.stringify({ channel: 'sms', timestamp: issuedAt.toISOString(), ...status })
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'HS256', typ: 'JWT' })
  const claims = part({
    iat: Math.floor(issuedAt.getTime() / 1_000),
    ...{ jti: newId(), iss: 'Vonage', api_key: 'key' },
    payload_hash: createHash('sha256').update(body).digest('hex'),
  })
  const signature = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
  return {
    path: '/hooks/notify/vonage',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${head}.${claims}.${signature}`,
    },
    body,
  }
}

export function metaHook(secret: string, statuses: readonly Record<string, unknown>[]): Hook {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '92', phone_number_id: '1' },
    statuses: statuses.map((status) => ({
      recipient_id: '92',
      timestamp: '1750857384',
      ...status,
    })),
  }
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ value, field: 'messages' }] }],
  })
  return {
    path: '/hooks/notify/meta',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  }
}
