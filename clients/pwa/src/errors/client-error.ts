// An error as the gateway takes it: of a page in the browser, or of the web server itself.
import type { Call } from '@pk-auto/client-api/operations'
import type { paths } from '@pk-auto/client-api/pwa.gen'

type ClientError = Call<paths, 'POST /client-errors'>['body']

export type Failure = Pick<ClientError, 'part' | 'event'> & {
  readonly error: unknown
  readonly page: string
}

/** Cut to what the gateway takes. */
export const clientErrorOf = ({ part, event, error, page }: Failure): ClientError => {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error()
  return {
    ...{ part, event, type: name.slice(0, 80), message: message.slice(0, 500) },
    ...{ stack: stack.slice(0, 8_000), page: page.replace(/[?#].*/, '').slice(0, 500) },
  }
}
