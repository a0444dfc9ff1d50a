// The ids of saved searches and their owners, made nominal where they enter.
import { isId } from '@pk-auto/kernel/id'
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from '../errors.ts'

export type SavedSearchId = Nominal<string, 'SavedSearchId'>
export type PersonId = Nominal<string, 'PersonId'>

/** @throws ALERT_NOT_FOUND: what is no id names nothing */
export function savedSearchId(text: string): SavedSearchId {
  if (!isId(text)) throw errors.ALERT_NOT_FOUND({ alertId: text.slice(0, 40) })
  return text as SavedSearchId
}

/** What is no id names nobody. */
export const personIds = (texts: readonly string[]): PersonId[] =>
  texts.filter((text) => isId(text)) as PersonId[]
