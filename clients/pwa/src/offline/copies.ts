// What this device stores to be read offline: whose it is, and how all of it is removed. For
// the worker and for pages; both see the same caches.

/** Another number when what is stored changes its form: caches of other numbers are dropped. */
export const FORMAT = 'automart-1-'
/** Pages that hold nothing private, and scripts, of one build. */
export const SHELL = `${FORMAT}shell-`
/** Pages and lists that one person, or anyone before signing in, has seen. */
export const PAGES = `${FORMAT}pages-`
/** Pictures of the ads they have seen. */
export const PICTURES = `${FORMAT}pictures-`
export const ANYONE = 'anyone'
const PERSON = `${FORMAT}person`
const KEY = '/person'

/** Who was last here; undefined for nobody, and where nothing can be stored. */
export const readPerson = async (): Promise<string | undefined> => {
  try {
    const stored = await caches.match(KEY, { cacheName: PERSON })
    return await stored?.text()
  } catch {
    return undefined
  }
}

const remove = async (isMeant: (name: string) => boolean): Promise<void> => {
  const names = (await caches.keys()).filter(
    (name) => (name.startsWith(PAGES) || name.startsWith(PICTURES)) && isMeant(name),
  )
  await Promise.all(names.map((name) => caches.delete(name)))
}

/** From now on copies are this person's; those of anybody else are removed. Never throws. */
export const storePerson = async (person: string): Promise<void> => {
  try {
    await (await caches.open(PERSON)).put(KEY, new Response(person))
    await remove((name) => !name.endsWith(`-${person}`) && !name.endsWith(`-${ANYONE}`))
  } catch {
    // Without caches there are no copies.
  }
}

/** Removes every copy of what was seen on this device, and who was here. Never throws. */
export const forgetCopies = async (): Promise<void> => {
  try {
    await caches.delete(PERSON)
    await remove(() => true)
  } catch {
    // Without caches there are no copies.
  }
}
