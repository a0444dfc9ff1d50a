// Opens the chat page without a line: the page as it was last sent (nothing private is in it) and
// its scripts. What is shown comes from IndexedDB. With a line everything is as without this.
const CACHE = 'chat-page-1'
/** A line that is this slow is none; what comes later is stored for the next time. */
const PATIENCE_MS = 5000
const MOST_SCRIPTS = 60

const store = async (key, response) => {
  const cache = await caches.open(CACHE)
  await cache.put(key, response)
  const scripts = (await cache.keys()).filter(({ url }) => url.includes('/_astro/'))
  for (const old of scripts.slice(0, -MOST_SCRIPTS)) await cache.delete(old)
}

/** One conversation's page is the same as another's: only the address differs. */
const page = async (event) => {
  const key = self.registration.scope
  const fresh = fetch(event.request).then((response) => {
    // Stored before it is handed on, so that scripts of one build stay together.
    if (response.ok && !response.redirected) event.waitUntil(store(key, response.clone()))
    return response
  })
  const stored = await caches.match(key, { ignoreVary: true })
  if (!stored) return fresh
  const late = new Promise((resolve) => setTimeout(() => resolve(stored), PATIENCE_MS))
  return Promise.race([fresh.catch(() => stored), late])
}

const script = async (event) => {
  const stored = await caches.match(event.request, { ignoreVary: true })
  if (stored) return stored
  const response = await fetch(event.request)
  if (response.ok) event.waitUntil(store(event.request, response.clone()))
  return response
}

const storeNow = async ({ page: path, scripts }) => {
  for (const script of scripts) await store(script, await fetch(script))
  const response = await fetch(path)
  if (response.ok) await store(self.registration.scope, response)
}

self.addEventListener('message', (event) => event.waitUntil(storeNow(event.data)))
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(event))
  else if (pathname.startsWith('/_astro/')) event.respondWith(script(event))
})
