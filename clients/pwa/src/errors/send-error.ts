// Sends an error of a page to our own origin. What of it may leave, the gateway decides.
import { apiIn } from '@pk-auto/client-api/client'
import type { Api } from '../api/api.ts'
import { clientErrorOf } from './client-error.ts'

const api: Api = apiIn(document.documentElement.lang)

export const sendError = async (
  event: 'window.error' | 'window.rejection',
  error: Error,
): Promise<void> => {
  await api('POST /client-errors', {
    body: clientErrorOf({ part: 'browser', event, error, page: location.pathname }),
  })
}
