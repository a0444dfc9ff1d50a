// Turns what routes declare into the OpenAPI document a stranger can use: headers,
// problems, security, bodies that are optional, answers without content.
import { REQUEST_HEADERS, RESPONSE_HEADERS, RATE_LIMIT_HEADERS } from './headers.ts'
import { type OperationWords, WORDS, type Who } from './operation.ts'
import { headerRefs, PROBLEM_RESPONSES, problemStatuses } from './problem-responses.ts'

type Schema = {
  type?: unknown
  properties?: object
  anyOf?: Schema[]
  [OPTIONAL]?: boolean
}
type Media = { content?: Record<string, { schema?: Schema }>; headers?: object }
type Parameter = {
  in?: string
  $ref?: string
  allowEmptyValue?: boolean
  schema?: { allowEmptyValue?: boolean }
}
type Operation = {
  operationId?: string
  parameters?: Parameter[]
  requestBody?: Media & { required?: boolean }
  responses: Record<string, Media & { description?: string; $ref?: string }>
  security?: object[]
  [WORDS]?: Omit<OperationWords, 'id' | 'tag' | 'summary' | 'description'>
}
export type Document = {
  paths?: Record<string, Record<string, Operation>>
  components?: Record<string, unknown>
}

const OPTIONAL = 'x-fastify-zod-openapi-optional'
const SESSION = [{ cookie: [] }, { bearer: [] }]
const SECURITY: Readonly<Record<Who, object[]>> = {
  anyone: [],
  person: SESSION,
  'person or anyone': [{}, ...SESSION],
}
const SUCCESS: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Accepted',
  204: 'Done; there is nothing to say',
}

/**
 * What zod emits for every whole number that has no bound of its own: true, and noise to a reader.
 */
const dropUnbounded = (node: unknown): void => {
  if (typeof node !== 'object' || node === null) return
  const schema = node as { minimum?: number; maximum?: number }
  if (schema.minimum === Number.MIN_SAFE_INTEGER && schema.maximum === Number.MAX_SAFE_INTEGER) {
    delete schema.minimum
    delete schema.maximum
    Object.assign(schema, { format: 'int64' })
  }
  for (const inner of Object.values(node)) dropUnbounded(inner)
}

/** `sessionCookie` is the name of the browser's cookie. Changes the document it is given. */
export function finishDocument<D extends object>(given: D, sessionCookie: string): D {
  const document = given as Document
  dropUnbounded(document)
  for (const methods of Object.values(document.paths ?? {}))
    for (const [method, operation] of Object.entries(methods)) finishOperation(method, operation)
  const requestHeaders = Object.entries(REQUEST_HEADERS).map(([name, header]) => [
    name,
    { name, in: 'header', required: false, ...header },
  ])
  document.components = {
    ...document.components,
    parameters: Object.fromEntries(requestHeaders),
    headers: RESPONSE_HEADERS,
    responses: PROBLEM_RESPONSES,
    securitySchemes: {
      cookie: {
        type: 'apiKey',
        in: 'cookie',
        name: sessionCookie,
        description: 'What a browser gets at sign-in; sealed, HttpOnly.',
      },
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description: 'The access token that an app (X-Client: app) gets at sign-in.',
      },
    },
  }
  return given
}

function finishOperation(method: string, operation: Operation): void {
  const words = operation[WORDS]
  if (!words) return
  delete operation[WORDS]
  finishBody(operation)
  const parameters = operation.parameters ?? []
  for (const parameter of parameters) allowEmpty(parameter)
  const names = new Set(parameters.map((parameter) => parameter.in))
  const statuses = problemStatuses(words, {
    method,
    hasBody: operation.requestBody !== undefined,
    hasPathParameters: names.has('path'),
    hasQuery: names.has('query'),
  })
  const refs = (['Accept-Language', ...(words.takes ?? [])] as const).map((name) => ({
    $ref: `#/components/parameters/${name}`,
  }))
  operation.parameters = [...parameters, ...refs]
  operation.security = SECURITY[words.who]
  finishSuccesses(method, operation, words)
  for (const status of statuses)
    operation.responses[status] = { $ref: `#/components/responses/Problem${status}` }
}

/** Declared on the schema, where routes can, and meant for the parameter. */
function allowEmpty(parameter: Parameter): void {
  if (!parameter.schema?.allowEmptyValue) return
  delete parameter.schema.allowEmptyValue
  parameter.allowEmptyValue = true
}

function finishSuccesses(
  method: string,
  { responses }: Operation,
  { gives = [], takes = [] }: Pick<OperationWords, 'gives' | 'takes'>,
): void {
  delete responses['default']
  const limits = method === 'get' ? [] : RATE_LIMIT_HEADERS
  for (const [status, response] of Object.entries(responses)) {
    response.description = SUCCESS[status] ?? 'Done'
    response.headers = headerRefs(['X-Request-Id', ...gives, ...limits])
    if (status === '204') delete response.content
  }
  if (takes.includes('If-None-Match'))
    responses['304'] = {
      description: 'The copy at hand is the newest',
      headers: headerRefs(['X-Request-Id', ...gives]),
    }
}

/** A body that may be absent is not required, and never the null that a schema sees instead. */
function finishBody(operation: Operation): void {
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    if (!media.schema?.[OPTIONAL]) continue
    const [schema = {}] = (media.schema.anyOf ?? []).filter(({ type }) => type !== 'null')
    operation.requestBody!.required = false
    media.schema = schema
    if (Object.keys(schema.properties ?? {}).length === 0) delete operation.requestBody
  }
}
