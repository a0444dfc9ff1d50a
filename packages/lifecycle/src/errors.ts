// Every error packages/lifecycle answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'

export const errors = defineErrors({
  OVERLOADED: [
    'unavailable',
    'There is more to do than one process can, and this matters less than the rest. Come back' +
      ' after `Retry-After`.',
  ],
})
