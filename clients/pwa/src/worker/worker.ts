// The worker of the web app: what was seen can be read offline, and news arrive while no
// page is open. A new one takes over at once; pages change at their next navigation.
import { apiIn } from '@pk-auto/client-api/client'
import { answer, storeShown } from './answers.ts'
import { openNews, renewSubscription, showNews } from './push.ts'
import type { Scope } from './scope.ts'
import { sendInBackground } from './sync.ts'
import { dropOld, installShell, isApp, storeApps } from './shell.ts'

const scope = self as unknown as Scope

/** What a tab asks for once its worker is there. */
export type Wish = {
  /** Pages of the app to open offline. */
  readonly apps: readonly string[]
  /** What the tab shows, if it was there before the worker. */
  readonly shown?: { readonly address: string; readonly pictures: readonly string[] }
}

const fulfil = async ({ apps, shown }: Wish): Promise<void> => {
  if (shown) await storeShown(shown.address, shown.pictures)
  await storeApps(apps.filter(isApp))
}

scope.addEventListener('install', (event) =>
  event.waitUntil(installShell().then(() => scope.skipWaiting())),
)
scope.addEventListener('activate', (event) =>
  event.waitUntil(
    Promise.all([
      dropOld(),
      // The page is asked for while the worker starts. Not every browser can.
      (scope.registration.navigationPreload as NavigationPreloadManager | undefined)?.enable(),
    ]).then(() => scope.clients.claim()),
  ),
)
scope.addEventListener('fetch', (event) => answer(scope, event))
scope.addEventListener('message', (event) => event.waitUntil(fulfil(event.data as Wish)))
scope.addEventListener('sync', (event) => event.waitUntil(sendInBackground()))
scope.addEventListener('push', (event) => event.waitUntil(showNews(scope, event)))
scope.addEventListener('notificationclick', (event) => event.waitUntil(openNews(scope, event)))
scope.addEventListener('pushsubscriptionchange', (event) =>
  event.waitUntil(renewSubscription(apiIn('en'), scope, event)),
)
