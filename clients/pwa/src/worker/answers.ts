// How the worker answers: the network first, what is stored when it fails or is slow.
import { readPerson } from '../offline/copies.ts'
import { isAd, offlinePage, readableAt, type Readable } from './addresses.ts'
import type { FetchEvent, Scope } from './scope.ts'
import * as seen from './seen.ts'
import { script, shellPage } from './shell.ts'

/** A line that is this slow is none; what comes later is stored for the next time. */
const PATIENCE_MS = 4_000

const fromNetwork = async ({ request, preloadResponse }: FetchEvent): Promise<Response> =>
  (await preloadResponse) ?? fetch(request)

/** The network's answer; the copy when there is none in time, or the server has failed. */
const freshOr = async (
  fresh: Promise<Response>,
  copy: () => Promise<Response>,
): Promise<Response> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const sound = fresh.then((response) => (response.status < 500 ? response : copy()), copy)
  const late = new Promise<Response>((resolve) => {
    timer = setTimeout(() => void copy().then(resolve), PATIENCE_MS)
  })
  return Promise.race([sound, late]).finally(() => clearTimeout(timer))
}

/** Stores the answer whenever it comes, also behind a copy that was shown meanwhile. */
const storing = (
  event: FetchEvent,
  fresh: Promise<Response>,
  store: (response: Response) => Promise<void>,
): Promise<Response> => {
  event.waitUntil(fresh.then((response) => store(response.clone())).catch(() => undefined))
  return fresh
}

const answerApp = async (event: FetchEvent, key: string): Promise<Response> => {
  const stored = await shellPage(key)
  const fresh = fromNetwork(event)
  return stored ? freshOr(fresh, () => Promise.resolve(stored.clone())) : fresh
}

const answerPage = async (event: FetchEvent, key: string): Promise<Response> => {
  const [person, stored] = await Promise.all([readPerson(), seen.storedPage(key)])
  const fresh = storing(event, fromNetwork(event), (response) =>
    seen.storePage(key, response, person),
  )
  return stored ? freshOr(fresh, () => seen.asCopy(stored.clone())) : fresh
}

const answerList = async (event: FetchEvent, key: string): Promise<Response> => {
  const [person, stored] = await Promise.all([readPerson(), seen.storedPage(key)])
  const fresh = storing(event, fetch(event.request), (response) =>
    seen.storeList(key, response, person),
  )
  return stored ? freshOr(fresh, () => Promise.resolve(stored.clone())) : fresh
}

const ANSWERS = { app: answerApp, page: answerPage, list: answerList } as const

/** A page that cannot be had is replaced by the one that names what can be opened. */
const answerReadable = async (
  event: FetchEvent,
  readable: Readable | undefined,
  url: URL,
): Promise<Response> => {
  try {
    return readable ? await ANSWERS[readable.kind](event, readable.key) : await fromNetwork(event)
  } catch (error) {
    const page = event.request.mode === 'navigate' ? await shellPage(offlinePage(url)) : undefined
    if (page) return page
    throw error
  }
}

/** Pictures are stored when an ad shows them; any page may show one again. */
const answerPicture = async (scope: Scope, event: FetchEvent, key: string): Promise<Response> => {
  const person = await readPerson()
  try {
    const response = await fetch(event.request)
    const tab = await scope.clients.get(event.clientId)
    if (tab && isAd(new URL(tab.url)))
      event.waitUntil(seen.storePicture(key, response.clone(), person))
    return response
  } catch (error) {
    const stored = await seen.storedPicture(key)
    if (stored) return stored
    throw error
  }
}

/** Answers what can be read offline; the rest is the browser's. */
export const answer = (scope: Scope, event: FetchEvent): void => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== scope.location.origin) return
  // What a page sends as it is left would go with the page: a worker that only looks on loses it.
  if (request.keepalive) return event.respondWith(fetch(request))
  if (request.method !== 'GET') return
  const { pathname } = url
  if (pathname.startsWith('/_astro/')) return event.respondWith(script(pathname))
  if (pathname.startsWith('/media/') && request.destination === 'image')
    return event.respondWith(answerPicture(scope, event, pathname))
  const readable = readableAt(url)
  if (request.mode === 'navigate' || readable?.kind === 'page' || readable?.kind === 'list')
    event.respondWith(answerReadable(event, readable, url))
}

/** Stores the ad that a tab showed before the worker was there. */
export const storeShown = async (address: string, pictures: readonly string[]): Promise<void> => {
  const readable = readableAt(new URL(address))
  const person = await readPerson()
  if (readable?.kind !== 'page') return
  await seen.storePage(readable.key, await fetch(address), person)
  for (const picture of pictures) await seen.storePicture(picture, await fetch(picture), person)
}
