// A seeded bug: one replacement in one file, and the suite that must notice.

export type Bug = {
  /** What is wrong, as a sentence: `a draft of a stranger can be published`. */
  readonly name: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly put: string
  /** Path of the suite that must turn red. */
  readonly suite: string
  /** A test of the suite that names it must be among the red ones: `I8`. Default: any test. */
  readonly figure?: string
}

/**
 * The file with the bug in it. @throws Error when `find` does not stand there exactly once: the
 * code has moved on, and so must the bug
 */
export function planted({ name, file, find, put }: Bug, source: string): string {
  const count = source.split(find).length - 1
  if (count !== 1)
    throw new Error(`${name}: ${file} holds its text ${count} times instead of once: ${find}`)
  return source.replace(find, () => put)
}

/** Which vitest project runs a suite. */
export function projectOf(suite: string): 'unit' | 'it' | 'journey' {
  if (suite.endsWith('.journey.test.ts')) return 'journey'
  return suite.endsWith('.it.test.ts') ? 'it' : 'unit'
}
