// What clients wrote and what came of it: ok, fail or unknown. The checker of invariants reads it.
export type Outcome = 'ok' | 'fail' | 'unknown'

/**
 * One write in the eyes of who asked for it. fail: it is known to have done nothing. unknown:
 * present or absent afterwards, never twice.
 */
export type Operation = {
  /** A verb and the noun it wrote: `create listing`. */
  readonly what: string
  readonly outcome: Outcome
  /** Of the thing written. A creation that was not answered has none. */
  readonly id?: string
  /** The version the answer promised. */
  readonly version?: number
  /** Whose write it was. A history that names a person lists all their creations. */
  readonly by?: string
  /** Operations with the same idempotency key are one operation, asked for again. */
  readonly key?: string
}

export type History = {
  readonly operations: readonly Operation[]
  note(operation: Operation): void
}

export function recordHistory(): History {
  const operations: Operation[] = []
  return { operations, note: (operation) => void operations.push(operation) }
}

/** One operation a line, as `parseHistory` reads it. */
export const printHistory = (operations: readonly Operation[]): string =>
  operations.map((operation) => `${JSON.stringify(operation)}\n`).join('')

/** @throws Error naming the line that is no operation */
export function parseHistory(text: string): Operation[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const operation = JSON.parse(line) as Partial<Operation>
    if (!operation.what || !operation.outcome)
      throw new Error(`line ${index + 1} of the history lacks what or outcome`)
    return [operation as Operation]
  })
}
