// Whose state on a topic has ended: the aggregate was erased.
import { isId } from '@pk-auto/kernel/id'
import type { InboundEvent } from './event.ts'

/**
 * The keys of tombstones. One that is no id would be refused by a column of ids, and its batch
 * with it: it is nobody's, and skipped.
 */
export const erasedIds = <Id extends string>(
  events: readonly Pick<InboundEvent<unknown>, 'key' | 'value'>[],
): Id[] =>
  events.filter(({ key, value }) => value === null && isId(key)).map(({ key }) => key as Id)
