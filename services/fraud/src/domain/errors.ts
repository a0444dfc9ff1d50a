// Every error fraud answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { fieldCodes } from '@pk-auto/kernel/errors'

export const errors = defineErrors(
  {
    INVALID_REPORT: ['invalid', 'Something about the report cannot be right; `errors[]` names it.'],
    REPORT_OF_ONESELF: ['invalid', 'Nobody reports themselves.'],
    REPORT_NOT_FOUND: ['not_found', 'No such report, or it is not yours. Both answer the same.'],
    REPORTS_TOO_MANY: [
      'too_many',
      'As many new reports as a person may send within 24 hours. Reports that were sent can ' +
        'still be changed; new ones after `Retry-After`.',
    ],
    INVALID_FILTER: ['invalid', 'Cases are not listed by this state or kind of subject.'],
  },
  fieldCodes,
)
