// Every page once: its address among the answers below, and who reads it. A new page is one row,
// and is then measured wherever pages are; a test holds the rows to the folder of pages.
import { glob } from 'node:fs/promises'
import { PERSON } from './cut-off-phone.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

type Row = {
  /** Undefined where no address leads to it while everything works. */
  readonly path?: string
  /** Read by somebody who is signed in. */
  readonly own?: true
}

/** By file of src/pages. */
export const PAGES: Readonly<Record<string, Row>> = {
  'index.astro': { path: '/' },
  'cars/index.astro': { path: '/cars?q=toyota' },
  'cars/[id]/[...slug].astro': { path: `/cars/${listing.id}/x` },
  'over/[id].astro': { path: '/over/gone' },
  'sellers/[id].astro': { path: '/sellers/s1' },
  'shortlists/[token].astro': { path: '/shortlists/list' },
  'login.astro': { path: '/login' },
  'terms.astro': { path: '/terms' },
  'privacy.astro': { path: '/privacy' },
  'offline.astro': { path: '/offline' },
  '404.astro': { path: '/nowhere' },
  '500.astro': {},
  'alerts/stop.astro': { path: '/alerts/stop?token=x' },
  'confirm-email.astro': { path: '/confirm-email?token=x' },
  'sell.astro': { path: '/sell', own: true },
  'favourites.astro': { path: '/favourites', own: true },
  'chat/[...conversation].astro': { path: '/chat', own: true },
  'me/account.astro': { path: '/me/account', own: true },
  'me/ads.astro': { path: '/me/ads', own: true },
  'me/ads/[id].astro': { path: `/me/ads/${listing.id}`, own: true },
  'me/alerts/index.astro': { path: '/me/alerts', own: true },
  'me/alerts/[id].astro': { path: '/me/alerts/a1', own: true },
  'me/leads.astro': { path: '/me/leads', own: true },
  'me/notifications.astro': { path: '/me/notifications', own: true },
  'me/reports.astro': { path: '/me/reports', own: true },
}

const rows = Object.values(PAGES)
const pathsOf = (own: boolean): readonly string[] =>
  rows.flatMap((row) => (row.path !== undefined && (row.own ?? false) === own ? [row.path] : []))

export const PUBLIC_PAGES = pathsOf(false)
export const OWN_PAGES = pathsOf(true)

/** The files of src/pages that are pages. */
export const pageFiles = (): Promise<string[]> =>
  Array.fromAsync(glob('**/*.astro', { cwd: new URL('../src/pages/', import.meta.url) }))

const alert = {
  ...{ id: 'a1', version: 1, name: '', query: { make: 'toyota' }, channels: ['push'] },
  ...{ frequency: 'instant', createdAt: listing.createdAt, matches: { new: 2, total: 2 } },
}
const channels = { push: true, 'in-app': true, email: true, sms: false, whatsapp: false }
const seller = { id: 's1', displayName: 'Bilal', memberSince: listing.createdAt }
const reported = { subject: { kind: 'listing', id: listing.id }, reason: 'fraud', text: 'Twice' }

/** What a gateway answers, so that each of them has something to show. */
export const answersForEveryPage: Readonly<Record<string, () => unknown>> = {
  '/taxonomy': () => taxonomy,
  '/listings': () => searchPage([cardOf(listing)]),
  [`/listings/${listing.id}`]: () => listing,
  [`/listings/${listing.id}/price-history`]: () => [
    { at: listing.createdAt, price: listing.price },
  ],
  '/listings/gone/similar': () => ({ sameCar: [cardOf(listing)], sameMoney: [] }),
  '/people/s1': () => ({ ...seller, badges: [], liveAds: 1 }),
  '/shortlists/list': () => ({
    items: [{ listing: cardOf(listing), state: 'sold' }],
    next: 'abc',
  }),
  '/me': () => PERSON,
  '/me/listings': () => ({ items: [listing], next: null }),
  [`/me/listings/${listing.id}`]: () => listing,
  '/me/favourites': () => ({
    items: [{ listing: cardOf(listing), state: 'live', addedAt: listing.createdAt }],
    ...{ next: null, sharedAs: null },
  }),
  '/me/devices': () => ({ items: [] }),
  '/me/notification-preferences': () => ({
    purposes: { messages: channels, offers: channels },
    standard: { from: '22:00', to: '08:00', zone: 'Asia/Karachi' },
  }),
  '/me/blocks': () => ({ items: [], next: null }),
  '/me/leads': () => ({ items: [], next: null }),
  '/me/reports': () => ({
    items: [{ ...reported, at: listing.createdAt, state: 'received' }],
    next: null,
  }),
  '/me/notifications': () => ({ items: [], unread: 0, next: null }),
  '/live/ticket': () => ({ ticket: 'x' }),
  '/chat/conversations': () => ({ items: [], next: null, feedSeq: 0, epoch: 'e', more: false }),
  '/alerts': () => ({ items: [alert], next: null }),
  '/alerts/a1/matches': () => ({ items: [cardOf(listing)], next: null }),
}
