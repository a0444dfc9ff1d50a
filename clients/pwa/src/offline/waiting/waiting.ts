// What a person changed without a line: put aside by any page, sent by one of them once there is a
// line, seen by all.
import type { Answer } from '@pk-auto/client-api/problem'
import { apiIn } from '@pk-auto/client-api/client'
import type { Translate } from '@pk-auto/ui/words'
import type { Api } from '../../api/api.ts'
import { sentenceOf } from '../../api/sentence.ts'
import { readPerson } from '../copies.ts'
import type { Change, Waiting } from './change.ts'
import { sendWaiting } from './send-waiting.ts'
import { addWaiting, readWaiting, settleWaiting } from './waiting-store.ts'

const CHANNEL = 'automart-waiting'

/** Tells every page of this browser, this one too, that something waits or was settled. */
const announce = (): void => {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('changed')
  channel.close()
}

/** Calls back whenever what waits has changed. */
export const onWaiting = (look: () => void): void =>
  new BroadcastChannel(CHANNEL).addEventListener('message', look)

/** Of whoever is here; none where nothing can be stored. */
export const waitingHere = async (): Promise<readonly Waiting[]> => {
  const person = await readPerson()
  return person === undefined ? [] : readWaiting(person).catch(() => [])
}

/** False when it is unknown whose it would be, or the device takes nothing. */
export const putAside = async (change: Change, title: string): Promise<boolean> => {
  const person = await readPerson()
  if (person === undefined) return false
  try {
    await addWaiting(person, { order: Date.now(), change, title })
    announce()
    return true
  } catch {
    return false
  }
}

/** Forgets what waits for an ad: it was done otherwise, or its person gave it up. */
export const giveUp = async (isMeant: (change: Change) => boolean): Promise<void> => {
  const person = await readPerson()
  if (person === undefined) return
  const meant = (await readWaiting(person)).filter(({ change }) => isMeant(change))
  for (const one of meant) await settleWaiting(person, one, undefined)
  if (meant.length > 0) announce()
}

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

/** `later`: the line or the server is away. `sign-in`: whose it is is not signed in. */
export type Sending = 'done' | 'later' | 'sign-in'

/** Sends what waits for whoever was last here. Never throws. */
export const sendAside = async (words: Translate): Promise<Sending> => {
  const api: Api = apiIn(document.documentElement.lang)
  const person = await readPerson()
  const mine = await waitingHere()
  if (person === undefined || mine.every(({ refusal }) => refusal !== undefined)) return 'done'
  // Nobody's change goes in somebody else's name.
  const here = await api('GET /me')
  if (!here.ok) return here.problem.status === 401 ? 'sign-in' : 'later'
  if (here.value.id !== person) return 'sign-in'
  const turn = async (): Promise<Sending> => {
    const settle = async (sent: Waiting, next?: Waiting): Promise<void> => {
      await settleWaiting(person, sent, next)
      announce()
    }
    const isEmpty = await sendWaiting(await readWaiting(person), {
      send: senderOf(api),
      isDone: isDone(api),
      remove: (sent) => settle(sent),
      refuse: (sent, problem) => settle(sent, { ...sent, refusal: sentenceOf(problem, words) }),
    })
    return isEmpty ? 'done' : 'later'
  }
  // One tab sends at a time. Only secure pages have locks.
  const locks = navigator.locks as LockManager | undefined
  const work = locks ? locks.request(`${CHANNEL} ${person}`, turn) : turn()
  return work.catch(() => 'later' as const)
}
