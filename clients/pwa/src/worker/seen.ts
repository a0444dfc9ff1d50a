// What was seen stays readable offline: pages, lists and pictures, each under the person who
// saw them, the latest few.
import { ANYONE, PAGES, PICTURES, readPerson } from '../offline/copies.ts'

const MOST_PAGES = 40
const MOST_PICTURES = 80

const match = (key: string, name: string): Promise<Response | undefined> =>
  caches.match(key, { cacheName: name, ignoreVary: true })

/** Undefined when it is unknown whose it is: then it is not stored. */
const ownerOf = (response: Response, person: string | undefined): string | undefined =>
  response.headers.get('x-signed-in') === 'yes' ? person : ANYONE

const put = async (
  name: string,
  key: string,
  response: Response,
  most: number,
  person: string | undefined,
): Promise<void> => {
  const cache = await caches.open(name)
  // Removed first, so that the order of the keys is the order in which they were seen.
  await cache.delete(key, { ignoreVary: true })
  await cache.put(key, response)
  const keys = await cache.keys()
  for (const old of keys.slice(0, Math.max(0, keys.length - most)))
    await cache.delete(old, { ignoreVary: true })
  // Somebody signed in or out while it was on its way.
  if ((await readPerson()) !== person) await caches.delete(name)
}

/** Stores a page that was asked for while this person was here. */
export const storePage = async (
  key: string,
  response: Response,
  person: string | undefined,
): Promise<void> => {
  const owner = ownerOf(response, person)
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true
  if (!response.ok || response.redirected || !isPage || owner === undefined) return
  await put(PAGES + owner, key, response, MOST_PAGES, person)
}

/** Stores rows of the person who is here; nobody's are not stored. */
export const storeList = async (
  key: string,
  response: Response,
  person: string | undefined,
): Promise<void> => {
  if (response.ok && person !== undefined)
    await put(PAGES + person, key, response, MOST_PAGES, person)
}

export const storePicture = async (
  key: string,
  response: Response,
  person: string | undefined,
): Promise<void> => {
  if (response.ok) await put(PICTURES + (person ?? ANYONE), key, response, MOST_PICTURES, person)
}

/** The copy of whoever is here, else of anyone. */
const stored = async (prefix: string, key: string): Promise<Response | undefined> => {
  const person = await readPerson()
  const own = person === undefined ? undefined : await match(key, prefix + person)
  return own ?? match(key, prefix + ANYONE)
}
export const storedPage = (key: string): Promise<Response | undefined> => stored(PAGES, key)
export const storedPicture = (key: string): Promise<Response | undefined> => stored(PICTURES, key)

/** The page says that it is a copy, and from when. */
export const asCopy = async (response: Response): Promise<Response> => {
  const headers = new Headers(response.headers)
  // The text is no longer packed.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  const at = new Date(headers.get('date') ?? Date.now()).toISOString()
  const text = (await response.text()).replace('<html ', `<html data-stored="${at}" `)
  return new Response(text, { headers })
}
