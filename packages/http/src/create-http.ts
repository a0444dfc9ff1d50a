// A Fastify instance that speaks the platform's HTTP: zod schemas, problems, traces, health,
// OpenAPI 3.1.
import { METHODS, type IncomingMessage, type ServerResponse } from 'node:http'
import swagger from '@fastify/swagger'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawServerDefault,
} from 'fastify'
import {
  createSerializerCompiler,
  fastifyZodOpenApiPlugin,
  fastifyZodOpenApiTransformers,
  type FastifyZodOpenApiSchema,
  type FastifyZodOpenApiTypeProvider,
  validatorCompiler,
} from 'fastify-zod-openapi'
import { answerProblems, answerRouter, type ProblemWords } from './problems/answer-problems.ts'
import { answerClientErrors } from './problems/client-errors.ts'
import { type Draining, drainOnClose } from './draining.ts'
import { checkHosts } from './host-check.ts'
import { takeJsonBodies } from './json-bodies.ts'
import { knownMethods } from './problems/known-methods.ts'
import type { Lang } from './language.ts'
import { finishDocument } from './openapi/finish-document.ts'
import { traceRequests } from './request-span.ts'
import { holdRoutesToTheRules } from './schemas/route-rules.ts'
import { shedOverload } from './shed-overload.ts'
import { securityHeaders } from './answers/security-headers.ts'
import { NO_WORDS, type Words } from './problems/sentences.ts'

/** The methods routes may have. */
const ROUTED = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const CHECK_EVERY_MS = 1_000

export type RouteSchema = FastifyZodOpenApiSchema
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  FastifyZodOpenApiTypeProvider
>

export type HttpSettings = {
  service: string
  /**
   * Addresses or ranges whose X-Forwarded-For is believed; empty: nobody's. `request.ip` is the
   * last hop before them.
   */
  trustedProxies: readonly string[]
  /** Bytes of a request body. */
  bodyLimit: number
  /** `sessionCookie`: the name under which a browser brings its session; default `session`. */
  openapi: { title: string; version: string; description?: string; sessionCookie?: string }
  /** The language of problems when the visitor names none. Default `en`. */
  lang?: Lang
  /** The gateway's words for the codes its visitors meet; default: those of the kinds alone. */
  words?: Words
  /** Milliseconds in which a request must have arrived whole; default 30 s. */
  requestTimeoutMs?: number
  /** Milliseconds by which one that has not is noticed late at most; default 1 s. */
  checkEveryMs?: number
  /** The address under which codes are explained; default `/errors/`. */
  errorsUrl?: string
}

/**
 * Resolves when routes may be added. Every route needs a response schema and strict request
 * schemas; else registering it throws. A handler that sends a string or Buffer with its content
 * type passes by the response schema (a pre-serialised answer).
 */
export async function createHttp(settings: HttpSettings): Promise<Http & Draining> {
  const words: ProblemWords = {
    words: settings.words ?? NO_WORDS,
    lang: settings.lang ?? 'en',
    errorsUrl: settings.errorsUrl ?? '/errors/',
  }
  const requestTimeout = settings.requestTimeoutMs ?? 30_000
  const app = fastify({
    logger: false,
    frameworkErrors: answerRouter(words),
    clientErrorHandler: answerClientErrors(words, (url) => methodsAt(url)),
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: settings.bodyLimit,
    // While stopping, requests on open connections are still answered; the connection closes after
    // them.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestTimeout,
    http: {
      // Node takes the longer of the two for the body: its own default of a minute would win.
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: settings.checkEveryMs ?? CHECK_EVERY_MS,
      // A missing Host is answered as the problem it is.
      requireHostHeader: false,
    },
    keepAliveTimeout: 65_000,
  })
  // Any other method finds nothing, and nothing of its body is read.
  for (const method of METHODS)
    if (!ROUTED.has(method)) app.addHttpMethod(method, { overrideExisting: true })
  const methodsAt = knownMethods(app)
  const draining = drainOnClose(app)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(createSerializerCompiler({ stringify: JSON.stringify }))
  takeJsonBodies(app)
  traceRequests(app, settings.service)
  answerProblems(app, settings.service, words, methodsAt)
  shedOverload(app, settings.service)
  checkHosts(app)
  holdRoutesToTheRules(app)
  securityHeaders(app)
  await app.register(fastifyZodOpenApiPlugin)
  const { sessionCookie = 'session', ...info } = settings.openapi
  await app.register(swagger, {
    openapi: { info: { description: '', ...info }, openapi: '3.1.0', servers: [{ url: '/' }] },
    transform: fastifyZodOpenApiTransformers.transform,
    transformObject: (document) =>
      finishDocument(fastifyZodOpenApiTransformers.transformObject(document), sessionCookie),
  })
  return Object.assign(app.withTypeProvider<FastifyZodOpenApiTypeProvider>(), draining)
}
