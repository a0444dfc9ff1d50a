// What the worker uses of its own global scope, as types: the library of pages knows none of it.

export type WaitingEvent = Event & { waitUntil(work: Promise<unknown>): void }
export type FetchEvent = WaitingEvent & {
  readonly request: Request
  readonly clientId: string
  /** The answer that the browser has asked for while the worker was starting. */
  readonly preloadResponse?: Promise<Response | undefined>
  respondWith(response: Promise<Response>): void
}
export type Tab = {
  readonly url: string
  focus(): Promise<Tab>
  navigate(url: string): Promise<Tab | null>
}
export type PushEvent = WaitingEvent & { readonly data: { json(): unknown } | null }
export type ClickEvent = WaitingEvent & { readonly notification: Notification }
export type ChangeEvent = WaitingEvent & {
  readonly oldSubscription?: PushSubscription | null
  readonly newSubscription?: PushSubscription | null
}
export type Order = WaitingEvent & { readonly data: unknown }

type Events = {
  install: WaitingEvent
  activate: WaitingEvent
  fetch: FetchEvent
  message: Order
  push: PushEvent
  notificationclick: ClickEvent
  pushsubscriptionchange: ChangeEvent
  sync: WaitingEvent
}
export type Scope = {
  readonly location: Location
  readonly navigator: { setAppBadge?: (count: number) => Promise<void> }
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    get(id: string): Promise<Tab | undefined>
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly Tab[]>
    openWindow(url: string): Promise<Tab | null>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof Events>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ): void
}
