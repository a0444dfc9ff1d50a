// What the web server hands to every page.
declare namespace App {
  interface Locals {
    locale: import('@pk-auto/ui/locale').Locale
    /** The path without its language. */
    path: string
    /** Scheme and host for absolute links. */
    origin: string
    /** Whether the visitor carries a session, valid or not: only for what the header says. */
    signedIn: boolean
    /** The content security policy for a page with these style hashes. */
    policy: (styleHashes: readonly string[]) => string
    gateway: import('./server/gateway.ts').PageGateway
    now: Date
    /** Whether a turn of the middleware is under way that will dress the page. */
    dressing?: boolean
  }
}
