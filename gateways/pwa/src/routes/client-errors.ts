// POST /client-errors: what failed in a browser or in the web server, for the error sink.
import { pageTemplate } from '@pk-auto/gateway-shared/page/page-template'
import { clientError, type ClientError } from '@pk-auto/gateway-shared/schemas/client-error'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { reportedErrors } from '@pk-auto/telemetry/error-sink/report'
import { reportError } from '@pk-auto/telemetry/error-sink/sink'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { onRequestAsyncHookHandler } from 'fastify'
import { z } from 'zod'

const BODY_LIMIT = 16 * 1024

/** `limit` bounds what strangers may send: by address, and all of them together. */
export function clientErrorRoutes(
  app: Http,
  service: string,
  limit: readonly onRequestAsyncHookHandler[],
): void {
  const counted = metricsFor(service).counter('client_errors_total')
  app.post(
    '/api/v1/client-errors',
    {
      bodyLimit: BODY_LIMIT,
      onRequest: [...limit],
      schema: {
        ...operation({
          id: 'reportClientError',
          priority: 'bulk',
          tag: 'Operations',
          summary: 'An error of a page',
          description:
            'What leaves is its class, its place in our scripts and the page’s template.',
          who: 'anyone',
        }),
        body: clientError,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { part, event, page } = request.body
      counted.add(1, { part })
      reportError({
        ...{ part, event, route: pageTemplate(page), traceId: request.id },
        platform: part === 'browser' ? 'javascript' : 'node',
        errors: reportedErrors(asError(request.body)),
      })
      return reply.code(204).send()
    },
  )
}

/** As if it had been thrown here, so that the same rules decide what of it leaves. */
const asError = ({ type: name, message, stack }: ClientError): Error =>
  Object.assign(new Error(message), { name, stack })
