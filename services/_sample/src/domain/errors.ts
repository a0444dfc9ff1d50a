// Every error sample answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { fieldCodes } from '@pk-auto/kernel/errors'

export const errors = defineErrors(
  {
    INVALID_NOTE: ['invalid', 'Something about the note cannot be right; `errors[]` names it.'],
    NOTE_NOT_FOUND: ['not_found', 'No such note, or it is not yours. Both answer the same.'],
    NOTE_NOT_OPEN: ['conflict', 'The note is over: it was finished, or its time is up.'],
  },
  fieldCodes,
)
