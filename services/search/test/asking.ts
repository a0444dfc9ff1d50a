// A search for everything, and what is wrong with one that is refused.
import { DomainError } from '@pk-auto/kernel/domain-error'

export const ASK = {
  market: 'pk',
  channel: 'automart',
  q: '',
  filters: [],
  sort: '',
  limit: 20,
  after: '',
}

/** The code of the refusal, and the path and code of each field. */
export const problems = (call: Promise<unknown>) =>
  call.then(
    () => [],
    (error: unknown) =>
      error instanceof DomainError
        ? [error.code, ...error.fields.map(({ path, code }) => `${path} ${code}`)]
        : [String(error)],
  )
