// Every error packages/objects answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'

export const errors = defineErrors({
  OBJECTS_UNAVAILABLE: ['unavailable', 'The object store cannot be reached or failed.'],
  OBJECT_NOT_FOUND: ['not_found', 'The object store has no such object.'],
  OBJECT_TOO_LARGE: ['invalid', 'An object is larger than its reader takes.'],
  OBJECTS_REFUSED: ['internal', 'The object store refused a request of ours.'],
})
