// What the HTTP parser itself refuses, answered on the bare socket as the problem it is.
import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from '../errors.ts'
import type { ProblemWords } from './answer-problems.ts'
import { type MethodsAt, refusedMethod } from './known-methods.ts'
import { PROBLEM_TYPE, problemOf } from './problem.ts'
import { SECURITY_HEADERS } from '../answers/security-headers.ts'

/** Long enough for the answer to be read; what still arrives until then is thrown away. */
const LINGER_MS = 1_000

const problemFor = (code: string | undefined): DomainError => {
  if (code === 'HPE_HEADER_OVERFLOW') return errors.HEADERS_TOO_LARGE()
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return errors.REQUEST_TOO_SLOW()
  return errors.HTTP_MALFORMED()
}

// A whole first line of a request, whose method alone is none that the parser knows.
const REQUEST_LINE = /^[!#$%&'*+.^`|~\w-]+ (\/\S*) HTTP\/1\.[01]\r?\n/

/** What the address takes, when the method is all that is wrong. */
function allowedFor(error: NodeJS.ErrnoException, methodsAt: MethodsAt): string[] | undefined {
  if (error.code !== 'HPE_INVALID_METHOD') return undefined
  // Fastify's type of it is what JSON would make of it.
  const { rawPacket } = error as { rawPacket?: Buffer }
  const [, url] = REQUEST_LINE.exec(rawPacket?.toString('latin1') ?? '') ?? []
  return url === undefined ? undefined : methodsAt(url)
}

/**
 * Nothing is known of the visitor's language: no header was read. A connection whose answer has
 * begun, or that is gone, is only closed.
 */
export const answerClientErrors =
  (words: ProblemWords, methodsAt: MethodsAt) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    // The parser complains again of every further piece.
    if (socket.writableEnded) return
    const { _httpMessage: begun } = socket as { _httpMessage?: { headersSent: boolean } | null }
    if (error.code === 'ECONNRESET' || !socket.writable || begun?.headersSent)
      return void socket.destroy()
    const allowed = allowedFor(error, methodsAt)
    const problem = problemOf(allowed ? refusedMethod(allowed) : problemFor(error.code), {
      ...words,
      traceId: randomBytes(16).toString('hex'),
    })
    const body = JSON.stringify(problem)
    const headers = {
      ...SECURITY_HEADERS,
      'content-type': PROBLEM_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      'x-request-id': problem.traceId,
      connection: 'close',
      ...(allowed && allowed.length > 0 && { allow: allowed.join(', ') }),
    }
    const status = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    socket.end([status, ...head, '', body].join('\r\n'))
    const cut = setTimeout(() => socket.destroy(), LINGER_MS)
    socket.once('close', () => clearTimeout(cut))
  }
