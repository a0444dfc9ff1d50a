// Every error search answers with: code, kind and what it means; and the codes of single fields.
import { defineErrors, type FieldProblemOf } from '@pk-auto/kernel/define-errors'
import { fieldCodes as kernelFieldCodes } from '@pk-auto/kernel/errors'

export const fieldCodes = {
  UNKNOWN_FILTER: 'there is no such filter',
  NOT_A_NUMBER: 'a whole number without signs or separators',
  OUT_OF_RANGE: 'outside the bounds in the message',
  TOO_MANY_VALUES: 'more values than the filter takes',
  NEAR_REQUIRED: 'sorting by distance needs `near`',
} as const

export const errors = defineErrors(
  {
    SEARCH_UNAVAILABLE: [
      'unavailable',
      'Elasticsearch cannot be reached or is overloaded. Listings are safe; only finding ' +
        'them waits.',
    ],
    INDEX_MISSING: [
      'unavailable',
      'The index is not there; search builds it anew. See runbooks/search-rebuild.md.',
    ],
    SEARCH_DOC_MOVED: [
      'unavailable',
      'Two facts met in one document; the batch is done again. Never leaves the consumer.',
    ],
    INVALID_SEARCH: [
      'invalid',
      'A filter, value, order or market that does not exist; `errors[]` names each.',
    ],
    REBUILD_UNDER_WAY: ['conflict', 'Another process is rebuilding the index.'],
    REBUILD_INCOMPLETE: [
      'internal',
      'The new index holds fewer documents than search_doc; the old one goes on serving.',
    ],
    INDEX_REFUSES_DOCUMENTS: [
      'internal',
      'Elasticsearch refuses a document for what it is, not for being busy.',
    ],
    INVALID_ALERT: [
      'invalid',
      'Something about the saved search cannot be right; `errors[]` names it.',
    ],
    ALERT_NOT_FOUND: [
      'not_found',
      'No such saved search, or it is not yours. Both answer the same.',
    ],
    ALERTS_TOO_MANY: [
      'too_many',
      'The person has as many saved searches as are allowed. Delete one first.',
    ],
    LISTING_UNREADABLE: [
      'invalid',
      'An event without what every listing has; it goes to the dead letters.',
    ],
  },
  { ...kernelFieldCodes, ...fieldCodes },
)

export type FieldProblem = FieldProblemOf<typeof errors>
