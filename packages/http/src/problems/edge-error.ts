// What Fastify and zod report about a bad request, as the platform's own errors. Anything unknown
// is internal.
import { DomainError, type FieldProblem } from '@pk-auto/kernel/domain-error'
import { errors } from '../errors.ts'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import { RequestValidationError } from 'fastify-zod-openapi'
import type { z } from 'zod'
import { type FieldFacts, wordsFor } from './field-words.ts'
import type { Lang } from '../language.ts'
import type { Words } from './sentences.ts'

type Issue = z.core.$ZodIssue

const EDGE_CODE_OF: Readonly<Record<string, keyof typeof errors>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'BODY_NOT_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_NOT_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BODY_NOT_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'CONTENT_TYPE_UNSUPPORTED',
  FST_ERR_MAX_PARAM_LENGTH: 'URL_TOO_LONG',
  FST_ERR_BAD_URL: 'URL_MALFORMED',
}

export type Reader = { lang: Lang; words: Words }

/**
 * @returns the error itself when it is a DomainError already; `internal` with the cause for
 * everything unexpected. What a schema found is in the reader's language.
 */
export function edgeError(error: unknown, reader: Reader): DomainError {
  if (error instanceof DomainError) return error
  const { validation, code, statusCode } = (error ?? {}) as {
    validation?: readonly unknown[]
    code?: string
    statusCode?: number
  }
  if (validation)
    return errors.INVALID_FIELDS(
      {},
      { fields: validation.flatMap((found) => fieldProblems(found, reader)) },
    )
  const edgeCode = code === undefined ? undefined : EDGE_CODE_OF[code]
  if (edgeCode) return errors[edgeCode]()
  // The JSON parser and the URL router throw plain errors that carry only a status.
  if (statusCode === 400) return errors.BODY_NOT_JSON()
  return kernelErrors.INTERNAL({}, { cause: error })
}

function fieldProblems(found: unknown, reader: Reader): FieldProblem[] {
  if (!(found instanceof RequestValidationError)) return []
  return issueProblems(found.params.issue, reader)
}

/**
 * One problem per wrong field; an unknown field is named by its own path. The library's own text
 * never gets out: a refinement's message does, being ours.
 */
export function issueProblems(issue: Issue, { lang, words }: Reader): FieldProblem[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      code: 'UNKNOWN_FIELD',
      message: wordsFor('UNKNOWN_FIELD')[lang],
    }))
  const code = codeOf(issue)
  const text =
    issue.code === 'custom'
      ? (words[lang].fields[code] ?? issue.message)
      : wordsFor(code, factsOf(issue))[lang]
  return [{ path: path.join('.'), code, message: text }]
}

function factsOf(issue: Issue): FieldFacts {
  if (issue.code === 'invalid_type') return { expected: issue.expected }
  if (issue.code === 'invalid_value') return { options: issue.values }
  if (issue.code === 'not_multiple_of') return { bound: issue.divisor }
  if (issue.code === 'too_small')
    return { origin: issue.origin, bound: issue.minimum, inclusive: issue.inclusive !== false }
  if (issue.code === 'too_big')
    return { origin: issue.origin, bound: issue.maximum, inclusive: issue.inclusive !== false }
  return {}
}

function codeOf(issue: Issue): string {
  // A refinement names its own code: z.…refine(…, { params: { code: 'YEAR_IMPOSSIBLE' } }).
  if (issue.code === 'custom')
    return typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'INVALID'
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    issue.message.endsWith('received undefined')
  )
    return 'REQUIRED'
  return issue.code.toUpperCase()
}
