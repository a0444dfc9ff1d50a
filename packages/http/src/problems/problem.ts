// A DomainError as application/problem+json (RFC 9457). The only table of kinds and HTTP statuses.
import type { DomainError, ErrorKind } from '@pk-auto/kernel/domain-error'
import { z } from 'zod'
import { wordsOfCode } from './field-words.ts'
import type { Lang } from '../language.ts'
import { detailOf, fieldOf, KIND_TITLES, titleOf, type Words } from './sentences.ts'

const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 412,
  too_many: 429,
  unavailable: 503,
  deadline: 504,
  internal: 500,
}

/** Statuses that only the HTTP edge knows: what is wrong is the request's envelope. */
const EDGE_STATUS_OF: Readonly<Record<string, number>> = {
  BODY_NOT_JSON: 400,
  HTTP_MALFORMED: 400,
  HOST_MALFORMED: 400,
  URL_MALFORMED: 400,
  IDEMPOTENCY_KEY_REQUIRED: 400,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TOO_SLOW: 408,
  BODY_TOO_LARGE: 413,
  URL_TOO_LONG: 414,
  CONTENT_TYPE_UNSUPPORTED: 415,
  IF_MATCH_REQUIRED: 428,
  HEADERS_TOO_LARGE: 431,
}

export const PROBLEM_TYPE = 'application/problem+json'

export const problemSchema = z
  .strictObject({
    type: z
      .string()
      .meta({ description: 'Where the code is explained', example: '/errors/LISTING_NOT_FOUND' }),
    title: z.string().meta({ description: 'What went wrong, in the language of Accept-Language' }),
    status: z.int(),
    code: z
      .string()
      .meta({ description: 'Stable; listed in docs/errors.md', example: 'LISTING_NOT_FOUND' }),
    detail: z.string().optional(),
    traceId: z.string().meta({ description: 'Quote it when you report the problem' }),
    errors: z
      .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() }))
      .optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problemSchema>
export type ProblemSettings = {
  lang: Lang
  traceId: string
  words: Words
  errorsUrl: string
}

export const statusOf = (error: DomainError): number =>
  (error.kind === 'invalid' ? EDGE_STATUS_OF[error.code] : undefined) ?? STATUS_OF[error.kind]

/**
 * Internal errors reveal nothing but that they happened. Details reach the visitor only where the
 * sentence of the code names them.
 */
export function problemOf(
  error: DomainError,
  { lang, traceId, words, errorsUrl }: ProblemSettings,
): Problem {
  const code = error.kind === 'internal' ? 'INTERNAL' : error.code
  const { sentences, fields } = words[lang]
  const sentence = sentences[code]
  const detail = detailOf(sentence)
  // What a schema found is in the reader's language already; services explain what is wrong in
  // English.
  const textFor = (problem: string, message: string) =>
    lang === 'en' || error.code === 'INVALID_FIELDS'
      ? message
      : (fields[problem] ?? wordsOfCode(problem)?.[lang] ?? fieldOf(sentences[problem]) ?? message)
  return {
    type: `${errorsUrl}${code}`,
    title: filled(titleOf(sentence) ?? KIND_TITLES[error.kind][lang], error.details),
    status: statusOf(error),
    code,
    ...(detail !== undefined && { detail: filled(detail, error.details) }),
    traceId,
    ...(error.fields.length > 0 && {
      errors: error.fields.map(({ path, code: problem, message }) => ({
        path,
        code: problem,
        message: textFor(problem, message),
      })),
    }),
  }
}

const filled = (text: string, details: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name]
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : whole
  })
