// Changes that waited go while no page is open: the browser wakes the worker when there is a
// connection.
import { apiIn } from '@pk-auto/client-api/client'
import { sendHere } from '../offline/waiting/send-here.ts'

/** Rejects when something still waits: the browser then tries again. */
export const sendInBackground = async (): Promise<void> => {
  const outcome = await sendHere(apiIn('en'))
  if (outcome === 'later') throw new Error('something still waits')
}
