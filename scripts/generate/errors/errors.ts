// proto/gen/error-codes.ts and docs/errors.md: every code the platform can answer with, collected
// from the tables it is thrown from.
import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { statusOf } from '@pk-auto/http/problems/problem'
import type { ErrorMaker, Errors } from '@pk-auto/kernel/define-errors'
import { errorCodes } from './error-codes.ts'
import { errorsDocument } from './errors-document.ts'
import { formatted } from '../formatted.ts'
import type { Generated } from '../generated.ts'

/** What an errors.ts exports. */
export type ErrorModule = {
  errors: Errors<string, string>
  fieldCodes?: Readonly<Record<string, string>>
  refusals?: Readonly<Record<string, string>>
}
export type ErrorRow = {
  code: string
  kind: ErrorMaker<string>['kind']
  means: string
  status: number
}
export type Room = {
  /** `services/catalogue` */
  name: string
  errors: ErrorRow[]
  fields: readonly (readonly [code: string, means: string])[]
  refusals: readonly (readonly [code: string, means: string])[]
}

const TABLES = ['{packages,gateways}/*/src/errors.ts', 'services/[!_]*/src/domain/errors.ts']

/** @throws Error naming every code that stands in two tables or says not what it means */
export async function generateErrors(): Promise<Generated> {
  const paths = (await Array.fromAsync(glob(TABLES))).toSorted()
  const rooms = await Promise.all(
    paths.map(async (path) =>
      roomOf(path.split('/').slice(0, 2).join('/'), (await import(resolve(path))) as ErrorModule),
    ),
  )
  mustBeUnique(rooms)
  return new Map([
    ['proto/gen/error-codes.ts', await formatted('error-codes.ts', errorCodes(rooms))],
    ['docs/errors.md', await formatted('errors.md', errorsDocument(rooms))],
  ])
}

export const roomOf = (
  name: string,
  { errors, fieldCodes = {}, refusals = {} }: ErrorModule,
): Room => ({
  name,
  errors: Object.entries(errors).map(([code, make]) => ({
    ...{ code, kind: make.kind, means: make.means, status: statusOf(make()) },
  })),
  fields: Object.entries(fieldCodes),
  refusals: Object.entries(refusals),
})

export function mustBeUnique(rooms: readonly Room[]): void {
  const wrong: string[] = []
  const seen = new Map<string, string>()
  for (const { name, errors, fields } of rooms)
    for (const [code, means] of [
      ...errors.map((row) => [row.code, row.means] as const),
      ...fields,
    ]) {
      const before = seen.get(code)
      if (before !== undefined) wrong.push(`${code} stands in ${before} and in ${name}`)
      if (means === '') wrong.push(`${code} of ${name} says not what it means`)
      seen.set(code, name)
    }
  if (wrong.length > 0)
    throw new Error(`the tables of error codes do not fit:\n${wrong.join('\n')}`)
}
