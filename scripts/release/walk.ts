// One walk through a running platform from outside, as a person would take it: each step with its
// outcome, so that a fault says what people cannot do.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { signIn, type Visitor } from '@pk-auto/platform/visitor'
import { codeIn, type Inbox } from './inbox.ts'
import { SAMPLE_CAR } from './sample-car.ts'

export type Outcome = { readonly name: string; readonly seconds: number; readonly fault?: string }

export type Order = {
  /** Of the web, which serves the API too. */
  readonly origin: string
  /** Of a gateway that is asked instead: one that this web does not lead to yet. */
  readonly api?: string
  /** A number of ours. */
  readonly phone: string
  /** Without one nobody signs in, and nothing is published. */
  readonly inbox: Inbox | undefined
  /** For how long a sent code and a published ad are waited for. */
  readonly patienceMs: number
}

type Car = { readonly path: string; readonly id: string }
type Ad = { readonly id: string; readonly etag: string | null }

const POLL_MS = 500
const CAR_LINK = /href="(\/cars\/([\da-f-]{36})\/[\w-]+)"/g
/** What was listed a moment ago may be sold by now. */
const MOST_GONE = 5
const AD = {
  ...SAMPLE_CAR,
  description: { text: 'A check of this site by its makers: not for sale.', lang: 'en' },
}

/** Ends with the first step that fails; an ad that was published is taken down in any case. */
export async function* walk(order: Order): AsyncGenerator<Outcome> {
  const { origin, api = origin, inbox } = order
  let cars: readonly Car[] | undefined
  let person: Visitor | undefined
  let ad: Ad | undefined
  const steps: [name: string, run: () => Promise<void>][] = [
    ['results are shown', async () => void (cars = await listedCars(origin))],
    ['a car is shown', () => lookAtOne({ origin, api }, must(cars))],
  ]
  if (inbox)
    steps.push(
      ['a code is sent, and signs in', async () => void (person = await enter(order, inbox))],
      ['an ad is published', async () => void (ad = await publish(must(person)))],
      ['the ad is found', async () => void (await find(order, must(ad)))],
    )
  try {
    for (const [name, run] of steps) {
      const outcome = await timed(name, run)
      yield outcome
      if (outcome.fault !== undefined) return
    }
  } finally {
    if (person && ad) {
      const [seller, { id }] = [person, ad]
      yield await timed('the ad is taken down', () => takeDown(seller, id))
    }
  }
}

async function timed(name: string, run: () => Promise<void>): Promise<Outcome> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1_000
  try {
    await run()
    return { name, seconds: seconds() }
  } catch (error) {
    return {
      name,
      seconds: seconds(),
      fault: error instanceof Error ? error.message : String(error),
    }
  }
}

/** A step runs after the one that fills this. */
function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the step before left nothing')
  return value
}

/** @throws Error unless it is answered with 200 */
async function page(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`GET ${url} answered ${response.status}`)
  return text
}

/** On the first page of results, in their order. @throws Error when there are none */
async function listedCars(origin: string): Promise<readonly Car[]> {
  const links = (await page(`${origin}/cars`)).matchAll(CAR_LINK)
  const cars = new Map([...links].map(([, path = '', id = '']) => [id, { path, id }]))
  if (cars.size === 0) throw new Error(`no car is listed at ${origin}/cars`)
  return [...cars.values()]
}

/** At the first that is still there: its page, and the answer that apps get. */
async function lookAtOne(
  { origin, api }: { readonly origin: string; readonly api: string },
  cars: readonly Car[],
): Promise<void> {
  for (const { path, id } of cars.slice(0, MOST_GONE)) {
    const response = await fetch(origin + path, { signal: AbortSignal.timeout(15_000) })
    const html = await response.text()
    if (response.status === 404 || response.status === 410) continue
    if (response.status !== 200) throw new Error(`GET ${origin}${path} answered ${response.status}`)
    const answer = JSON.parse(await page(`${api}/api/v1/listings/${id}`)) as Ad
    if (answer.id !== id) throw new Error(`asked for ad ${id}, the answer is of ${answer.id}`)
    if (!html.includes(id)) throw new Error(`the page of ad ${id} does not speak of it`)
    return
  }
  throw new Error(`none of the first ${MOST_GONE} cars that are listed is there`)
}

async function enter(
  { origin, api = origin, phone, patienceMs }: Order,
  inbox: Inbox,
): Promise<Visitor> {
  const before = await inbox.newest()
  const codeFor = () =>
    patiently(patienceMs, `a code came to ${phone.slice(0, -4)}****`, async () => {
      const message = await inbox.newest()
      return message && message.id !== before?.id ? codeIn(message) : undefined
    })
  return signIn(api, phone, { codeFor, patienceMs })
}

async function publish(person: Visitor): Promise<Ad> {
  const key = { 'idempotency-key': randomUUID() }
  const draft = await person.call<Ad>('POST', '/api/v1/listings', AD, key)
  if (draft.status !== 201) throw refusal('a new ad', draft)
  const path = `/api/v1/listings/${draft.body.id}/publish`
  const live = await person.call<Ad>('POST', path, undefined, { 'if-match': draft.etag ?? '' })
  if (live.status !== 200) throw refusal('publishing', live)
  return { id: live.body.id, etag: live.etag }
}

const { make, model, city } = SAMPLE_CAR
const SEARCH = `/api/v1/listings?make=${make}&model=${model}&city=${city}&sort=newest&limit=100`

/** A stranger finds it among the newest of its kind. */
const find = ({ origin, api = origin, patienceMs }: Order, { id }: Ad): Promise<Ad> =>
  patiently(patienceMs, `ad ${id} was found`, async () => {
    const { items } = JSON.parse(await page(api + SEARCH)) as { items: readonly Ad[] }
    return items.find((each) => each.id === id)
  })

/** By its newest version: others may have changed it since. */
async function takeDown(person: Visitor, id: string): Promise<void> {
  const { etag } = await person.call('GET', `/api/v1/listings/${id}`)
  const path = `/api/v1/listings/${id}/close`
  const closed = await person.call('POST', path, { reason: 'other' }, { 'if-match': etag ?? '' })
  if (closed.status !== 200) throw refusal('taking it down', closed)
}

const refusal = (what: string, { status, body }: { status: number; body: unknown }): Error =>
  new Error(`${what} answered ${status}: ${JSON.stringify(body)}`)

/** @throws Error when it stays false for too long */
async function patiently<T>(
  limitMs: number,
  what: string,
  fact: () => Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const value = await fact()
    if (value) return value
    if (performance.now() > end)
      throw new Error(`waited ${limitMs / 1_000} s in vain until ${what}`)
    await wait(POLL_MS)
  }
}
