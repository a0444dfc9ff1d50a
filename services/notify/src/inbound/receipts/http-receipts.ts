// Where providers report what became of a message: the raw body is checked against its signature
// before anything of it is read.
import type { Http } from '@pk-auto/http/create-http'
import type { Clock } from '@pk-auto/kernel/clock'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ProviderConfig } from '../../config/providers.ts'
import { errors } from '../../domain/errors.ts'
import type { NotifyVerbs } from '../../usecases/index.ts'
import type { TakeReceiptsDeps } from '../../usecases/take-receipts.ts'
import { metaReceipts, twilioReceipts, vonageReceipts } from './read-receipts.ts'
import { isSame, isSignedByMeta, isSignedByTwilio, isSignedByVonage } from './signature.ts'

const BODY_LIMIT = 512 * 1_024
const done = { 204: z.undefined() }

export type ReceiptsHttp = {
  clock: Clock
  providers: ProviderConfig
  use: Pick<NotifyVerbs, 'takeReceipts'>
  report: TakeReceiptsDeps['reportReceipt']
}

const headerOf = (request: FastifyRequest, name: string): string =>
  [request.headers[name]].flat()[0] ?? ''
const rawOf = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
const jsonOf = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return undefined
  }
}

const CHALLENGE = z.strictObject({
  'hub.mode': z.literal('subscribe'),
  'hub.challenge': z.string().regex(/^\w{1,200}$/),
  'hub.verify_token': z.string(),
})

/** Meta asks once, when the address is entered in its console. */
function answerChallenge(scope: Http, verifyToken: string): void {
  const text = z.string().meta({ description: 'The challenge, repeated' })
  const response = { 200: { content: { 'text/plain': { schema: text } } } }
  scope.get(
    '/hooks/notify/meta',
    { schema: { querystring: CHALLENGE, response } },
    async (request, reply) => {
      const asked = request.query
      if (!isSame(asked['hub.verify_token'], verifyToken)) throw errors.RECEIPT_FORGED()
      return reply.type('text/plain').send(asked['hub.challenge'])
    },
  )
}

/** Only chosen providers have an address. Signed and not understood is still 204: they repeat. */
export function receiptsHttp(http: Http, { clock, providers, use, report }: ReceiptsHttp): void {
  const { hooksUrl, twilio, vonage, meta } = providers
  const mustBeSigned = (provider: string, isSigned: boolean) => {
    if (isSigned) return
    report({ provider, outcome: 'forged' })
    throw errors.RECEIPT_FORGED()
  }
  void http.register((scope, _options, registered) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      (_request, raw, parsed) => parsed(null, raw),
    )
    const take = (
      provider: string,
      querystring: z.ZodType | undefined,
      read: (request: FastifyRequest) => Parameters<NotifyVerbs['takeReceipts']>[1],
    ) =>
      scope.post(
        `/hooks/notify/${provider}`,
        { bodyLimit: BODY_LIMIT, schema: { ...(querystring && { querystring }), response: done } },
        async (request, reply) => {
          await use.takeReceipts(provider, read(request))
          return reply.code(204).send()
        },
      )
    if (twilio)
      take('twilio', z.strictObject({ send: z.string().optional() }), (request) => {
        const form = new URLSearchParams(rawOf(request).toString())
        const url = hooksUrl + request.raw.url
        const signature = headerOf(request, 'x-twilio-signature')
        mustBeSigned('twilio', isSignedByTwilio(twilio.hookSecrets, signature, url, form))
        return twilioReceipts(form, (request.query as { send?: string }).send)
      })
    if (vonage)
      take('vonage', undefined, (request) => {
        const raw = rawOf(request)
        const token = headerOf(request, 'authorization').replace(/^Bearer /i, '')
        const isSigned = isSignedByVonage(vonage.hookSecrets, token, raw, clock.now())
        mustBeSigned('vonage', isSigned)
        return vonageReceipts(jsonOf(raw))
      })
    if (meta) {
      take('meta', undefined, (request) => {
        const raw = rawOf(request)
        const signature = headerOf(request, 'x-hub-signature-256')
        mustBeSigned('meta', isSignedByMeta(meta.hookSecrets, signature, raw))
        return metaReceipts(jsonOf(raw))
      })
      answerChallenge(scope, meta.verifyToken)
    }
    registered()
  })
}
