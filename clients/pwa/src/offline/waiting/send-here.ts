// Sends what waits for whoever was last here: from a page, or from the worker when all are closed.
import type { Answer } from '@pk-auto/client-api/problem'
import type { Api } from '../../api/api.ts'
import { readPerson } from '../copies.ts'
import { announce } from './announcing.ts'
import type { Change, Waiting } from './change.ts'
import { sendWaiting } from './send-waiting.ts'
import { readWaiting, settleWaiting } from './waiting-store.ts'

/** `later`: the connection or the server is away. `sign-in`: whose it is is not signed in. */
export type Sending = 'done' | 'later' | 'sign-in'

const senderOf =
  (api: Api) =>
  (change: Change): Promise<Answer<unknown>> =>
    change.kind === 'ad'
      ? api('PATCH /listings/{id}', {
          ...{ path: { id: change.id }, version: change.version, body: change.body },
        })
      : api(change.saved ? 'PUT /me/favourites/{listingId}' : 'DELETE /me/favourites/{listingId}', {
          path: { listingId: change.id },
        })

const isDone =
  (api: Api) =>
  async (change: Change): Promise<boolean> => {
    if (change.kind !== 'ad') return false
    const newest = await api('GET /listings/{id}', { path: { id: change.id } })
    if (!newest.ok) return false
    const now = newest.value as unknown as Record<string, unknown>
    return Object.entries(change.body).every(
      ([name, wanted]) => JSON.stringify(now[name]) === JSON.stringify(wanted),
    )
  }

/**
 * A refusal is stored for its person, who reads it in the language of their next page.
 * Never throws.
 */
export const sendHere = async (api: Api): Promise<Sending> => {
  const person = await readPerson()
  const mine = person === undefined ? [] : await readWaiting(person).catch(() => [])
  if (person === undefined || mine.every(({ refusal }) => refusal !== undefined)) return 'done'
  // Nobody's change goes in somebody else's name.
  const here = await api('GET /me')
  if (!here.ok) return here.problem.status === 401 ? 'sign-in' : 'later'
  if (here.value.id !== person) return 'sign-in'
  const settle = async (sent: Waiting, next?: Waiting): Promise<void> => {
    await settleWaiting(person, sent, next)
    announce()
  }
  const turn = async (): Promise<Sending> => {
    const isEmpty = await sendWaiting(await readWaiting(person), {
      send: senderOf(api),
      isDone: isDone(api),
      remove: (sent) => settle(sent),
      refuse: (sent, refusal) => settle(sent, { ...sent, refusal }),
    })
    return isEmpty ? 'done' : 'later'
  }
  // One at a time sends. Only secure pages have locks.
  const locks = navigator.locks as LockManager | undefined
  const work = locks ? locks.request(`automart-waiting ${person}`, turn) : turn()
  return work.catch(() => 'later' as const)
}
