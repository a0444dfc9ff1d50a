// What people do in fault tests: write an ad, publish it, look for it. Answers come back as they
// are; whoever asked decides what they mean.
import { newId } from '@pk-auto/kernel/id'
import { newAddress } from '../../processes/processes.ts'
import type { Visitor, VisitorAnswer } from '../../visitor.ts'

export type Ad = { id: string; version: number; state: string; price: { minor: number } }

/** An ordinary car. */
export const car = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  make: 'toyota',
  model: 'corolla',
  generation: 'corolla-11th',
  year: 2016,
  price: { minor: 385_000_000, currency: 'PKR' },
  km: 92_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'multan',
  registrationCity: 'lahore',
  condition: 'used',
  ...change,
})

export const createAd = (
  seller: Visitor,
  change?: Readonly<Record<string, unknown>>,
  key: string = newId(),
  headers: Readonly<Record<string, string>> = {},
): Promise<VisitorAnswer<Ad>> =>
  seller.call<Ad>('POST', '/api/v1/listings', car(change), { 'idempotency-key': key, ...headers })

export const publishAd = (
  seller: Visitor,
  { id, version }: Pick<Ad, 'id' | 'version'>,
): Promise<VisitorAnswer<Ad>> =>
  seller.call<Ad>('POST', `/api/v1/listings/${id}/publish`, undefined, {
    'if-match': `"${version}"`,
  })

/** Written and published. @throws Error when either is not acknowledged */
export async function sell(
  seller: Visitor,
  change?: Readonly<Record<string, unknown>>,
): Promise<Ad> {
  const created = await createAd(seller, change)
  if (created.status !== 201)
    throw new Error(`creating answered ${created.status}: ${JSON.stringify(created.body)}`)
  const published = await publishAd(seller, created.body)
  if (published.status !== 200)
    throw new Error(`publishing answered ${published.status}: ${JSON.stringify(published.body)}`)
  return published.body
}

/** Ids of the ads that anybody finds, at most 100. */
export async function foundIds(gatewayUrl: string, query = ''): Promise<string[]> {
  const answer = await fetch(`${gatewayUrl}/api/v1/listings?limit=100${query}`)
  if (!answer.ok) throw new Error(`searching answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
}

/** From a device and an address of its own; returns the status. */
export async function askForCode(gatewayUrl: string, phone: string): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'x-client': 'app',
    'x-device-id': newId(),
    ...newAddress(),
  }
  const body = JSON.stringify({ phone, channel: 'sms', purpose: 'sign-in' })
  const url = `${gatewayUrl}/api/v1/auth/otp/request`
  return (await fetch(url, { method: 'POST', headers, body })).status
}
