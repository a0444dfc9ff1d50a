// Statements that are planned once per connection and not at every use.
import { sql } from 'kysely'

const MARK = '/* prepared */'

/**
 * To stand at the beginning of a statement whose planning takes longer than its execution, one that
 * looks into every partition for instance. Its text must not vary, and the plan must be as good for
 * other values.
 */
export const prepared = sql.raw(MARK)

export const isPrepared = (text: string): boolean => text.trimStart().startsWith(MARK)
