// What a person changed offline, as pages see it: put aside, sent, given up.
import { apiIn } from '@pk-auto/client-api/client'
import { readPerson } from '../copies.ts'
import { announce } from './announcing.ts'
import type { Change, Waiting } from './change.ts'
import { sendHere, type Sending } from './send-here.ts'
import { addWaiting, readWaiting, settleWaiting } from './waiting-store.ts'

/** Of whoever is here; none where nothing can be stored. */
export const waitingHere = async (): Promise<readonly Waiting[]> => {
  const person = await readPerson()
  return person === undefined ? [] : readWaiting(person).catch(() => [])
}

/** A browser that can wakes the worker once it is online, also when every page is closed. */
const askForSync = async (): Promise<void> => {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const registration = (await workers?.getRegistration()) as
    | { readonly sync?: { register(tag: string): Promise<void> } }
    | undefined
  await registration?.sync?.register('waiting')
}

/** False when it is unknown whose it would be, or the device takes nothing. */
export const putAside = async (change: Change, title: string): Promise<boolean> => {
  const person = await readPerson()
  if (person === undefined) return false
  try {
    await addWaiting(person, { order: Date.now(), change, title })
  } catch {
    return false
  }
  announce()
  // Refused where somebody wants no background work: the next page sends it.
  void askForSync().catch(() => undefined)
  return true
}

/** Forgets what waits for an ad: it was done otherwise, or its person gave it up. */
export const giveUp = async (isMeant: (change: Change) => boolean): Promise<void> => {
  const person = await readPerson()
  if (person === undefined) return
  const meant = (await readWaiting(person)).filter(({ change }) => isMeant(change))
  for (const one of meant) await settleWaiting(person, one, undefined)
  if (meant.length > 0) announce()
}

/** Sends what waits. Never throws. */
export const sendAside = (): Promise<Sending> => sendHere(apiIn(document.documentElement.lang))
