// What the web server passes to every page.
declare namespace App {
  interface Locals {
    locale: import('@pk-auto/ui/locale').Locale
    /** The path without its language. */
    path: string
    /** Scheme and host for absolute links. */
    origin: string
    /**
     * Whether the visitor has a session cookie, valid or not: only decides what the header shows.
     */
    signedIn: boolean
    /** The content security policy for a page with these style hashes. */
    policy: (styleHashes: readonly string[]) => string
    gateway: import('./server/gateway.ts').PageGateway
    /** How the maps for engines are cut. */
    maps: import('./view/ads-of-map.ts').Maps
    now: Date
    /** To be called with what a page threw. */
    failed: (error: unknown) => void
    /** Whether a run of the middleware that will finish the page is under way. */
    finishing?: boolean
  }
}
