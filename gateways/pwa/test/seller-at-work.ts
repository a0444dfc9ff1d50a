// A seller in front of the gateway whose catalogue takes every change.
import { newId } from '@pk-auto/kernel/id'
import { KEY, seller, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'
import { body, ownListing } from './sample-facts.ts'

export const LISTINGS = '/api/v1/listings'

export type Problem = {
  code: string
  status: number
  title: string
  type: string
  traceId: string
  errors?: { path: string; code: string }[]
}

export const fieldsOf = (answer: { body: Problem }): string[] =>
  (answer.body.errors ?? []).map(({ path, code }) => `${path} ${code}`)

export async function sellerAtWork() {
  const fixture = await startGatewayFixture()
  const who = await seller(fixture.port)
  return { fixture, who, ...requestsOf(who) }
}

const requestsOf = (who: Visitor) => ({
  create: (sent: unknown = body(), headers: Record<string, string> = KEY()) =>
    who.call<Problem>('POST', LISTINGS, sent, headers),
  patch: (
    sent: unknown,
    headers: Record<string, string> = { 'if-match': '"3"' },
    id: string = newId(),
  ) => who.call<Problem>('PATCH', `${LISTINGS}/${id}`, sent, headers),
})

/** To be called before each test, which may put other answers in their place. */
export function takeEveryChange({ catalogue }: GatewayFixture): void {
  type Change = { id: string; expectedVersion: number }
  const changed = async ({ id, expectedVersion }: Change) =>
    ownListing({ id, version: expectedVersion + 1 })
  catalogue.createListing = async () => ownListing({ version: 1 })
  catalogue.updateListing = changed
  for (const change of [
    'publishListing',
    'reactivateListing',
    'refreshListing',
    'closeListing',
  ] as const)
    catalogue[change] = changed
}
