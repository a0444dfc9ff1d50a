// Asking search in tests: the plainest question, and a refusal as one line per problem.
import { DomainError } from '@pk-auto/kernel/domain-error'

/** Everything on Automart, best order, first page. */
export const ASK = {
  market: 'pk',
  channel: 'automart',
  q: '',
  filters: [],
  sort: '',
  limit: 20,
  after: '',
  hide: [] as string[],
}

/** The code of a refusal, then `field code` for each wrong field; empty when it was no refusal. */
export const problems = (call: Promise<unknown>) =>
  call.then(
    () => [],
    (error: unknown) =>
      error instanceof DomainError
        ? [error.code, ...error.fields.map(({ path, code }) => `${path} ${code}`)]
        : [String(error)],
  )
