// Every error of the platform as a gateway answers it: services throw theirs, and a gateway that
// knows the answer by itself answers the same.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { ERROR_CODES, type FieldCode } from '@pk-auto/proto/error-codes'

export const answers = defineErrors(ERROR_CODES, {} as Readonly<Record<FieldCode, string>>)
