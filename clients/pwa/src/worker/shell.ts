// What every page is made of: the pages that hold nothing private, with all their scripts, stored
// together so that those of one build stay together.
import { FORMAT, SHELL } from '../offline/copies.ts'
import { readableAt } from './addresses.ts'

declare const BUILD: string
const OWN = SHELL + BUILD
const OFFLINE = ['/offline', '/ur/offline']
/** Tabs of the build before may still load scripts. */
const BUILDS = 2
const SCRIPT = /[\w.-]+\.js(?=["'])/g

const place = (): Promise<Cache> => caches.open(OWN)
const pathOf = ({ url }: Request): string => new URL(url).pathname
const shells = async (): Promise<readonly string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(SHELL))

/** From the device if any build has stored it: a script whose name has a hash never changes. */
export const script = async (address: string): Promise<Response> => {
  const stored = await caches.match(address, { ignoreVary: true })
  if (stored) return stored
  const response = await fetch(address)
  if (response.ok) await (await place()).put(address, response.clone())
  return response
}

/** Stores a script and what it imports, now or later; what cannot be had is left out. */
const withImports = async (text: string, found: Set<string>): Promise<void> => {
  const names = [...new Set(text.match(SCRIPT))].filter((name) => !found.has(name))
  for (const name of names) found.add(name)
  const cache = await place()
  await Promise.all(
    names.map(async (name) => {
      const address = `/_astro/${name}`
      const response = await script(address)
      if (!response.ok) return
      // Another build had it.
      if (!(await cache.match(address))) await cache.put(address, response.clone())
      await withImports(await response.text(), found)
    }),
  )
}

/** Asked for without the cookie, so that nothing in it is anybody's. */
const storeOne = async (path: string): Promise<void> => {
  const response = await fetch(path, { credentials: 'omit', cache: 'no-store' })
  if (!response.ok || response.redirected) return
  const page = response.clone()
  await withImports(await response.text(), new Set())
  // Last: whoever finds the page finds its scripts.
  await (await place()).put(path, page)
}

/** Pages of the app that this device is to open offline; those it has are left alone. */
export const storeApps = async (paths: readonly string[]): Promise<void> => {
  const cache = await place()
  for (const path of paths) if (!(await cache.match(path))) await storeOne(path)
}

/** The offline page, and the pages of the app that an earlier build had stored. */
export const installShell = async (): Promise<void> => {
  await Promise.all(OFFLINE.map(storeOne))
  const earlier = await Promise.all(
    (await shells()).map(async (name) => (await (await caches.open(name)).keys()).map(pathOf)),
  )
  const apps = earlier.flat().filter((path) => !path.startsWith('/_astro/'))
  await storeApps([...new Set(apps)]).catch(() => undefined)
}

/** Drops what other forms and older builds have stored. */
export const dropOld = async (): Promise<void> => {
  const old = (await shells()).filter((name) => name !== OWN).slice(0, 1 - BUILDS)
  const foreign = (await caches.keys()).filter((name) => !name.startsWith(FORMAT))
  await Promise.all([...old, ...foreign].map((name) => caches.delete(name)))
}

export const shellPage = async (path: string): Promise<Response | undefined> =>
  (await place()).match(path, { ignoreVary: true })

/** Only pages of the app may be ordered by a tab. */
export const isApp = (path: string): boolean =>
  readableAt(new URL(path, 'http://any'))?.kind === 'app'
