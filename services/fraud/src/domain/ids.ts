// The ids of fraud, made nominal where they enter.
import { isId } from '@pk-auto/kernel/id'
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'

export type ReportId = Nominal<string, 'ReportId'>
export type CaseId = Nominal<string, 'CaseId'>
export type PersonId = Nominal<string, 'PersonId'>
export type ListingId = Nominal<string, 'ListingId'>
export type ConversationId = Nominal<string, 'ConversationId'>

/** Of a listing, a person or a conversation. @throws INVALID_REPORT (invalid) naming the field */
export function subjectId<Id extends ListingId | PersonId | ConversationId>(
  text: string,
  path: string,
): Id {
  const field = { path, code: 'INVALID_FORMAT', message: 'is not an id' } as const
  if (!isId(text)) throw errors.INVALID_REPORT({}, { fields: [field] })
  return text as Id
}
