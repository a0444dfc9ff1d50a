// The error codes of a package or service as one table: code → kind and what it means. Its codes
// are thrown by name.
import { DomainError, type ErrorKind, type FieldProblem } from './domain-error.ts'

/** What a code means is one or two sentences for docs/errors.md: what happened, what helps. */
export type ErrorTable = Readonly<Record<string, readonly [kind: ErrorKind, means?: string]>>

/** `Field`: the codes its problems of single fields may carry. */
export type ErrorMaker<Field extends string> = {
  (
    details?: DomainError['details'],
    more?: {
      readonly fields?: readonly FieldProblem<Field>[]
      readonly retryAfterMs?: number
      readonly cause?: unknown
    },
  ): DomainError
  readonly kind: ErrorKind
  readonly means: string
}

export type Errors<Code extends string, Field extends string> = {
  readonly [C in Code]: ErrorMaker<Field>
}

/** A problem of one field as the errors of one table carry it. */
export type FieldProblemOf<Table> =
  Table[keyof Table] extends ErrorMaker<infer Field> ? FieldProblem<Field> : never

/**
 * `throw errors.LISTING_NOT_FOUND({ listingId })`. A field may carry any code of the table and of
 * `fieldCodes` (code → meaning), and no other.
 */
export function defineErrors<const Table extends ErrorTable, Field extends string = never>(
  table: Table,
  _fieldCodes: Readonly<Record<Field, string>> = {} as Readonly<Record<Field, string>>,
): Errors<keyof Table & string, Field | (keyof Table & string)> {
  const makers = Object.entries(table).map(([code, [kind, means = '']]) => [
    code,
    Object.assign(
      (details?: DomainError['details'], more?: ConstructorParameters<typeof DomainError>[3]) =>
        new DomainError(kind, code, details, more),
      { kind, means },
    ),
  ])
  return Object.fromEntries(makers) as Errors<keyof Table & string, Field | (keyof Table & string)>
}
