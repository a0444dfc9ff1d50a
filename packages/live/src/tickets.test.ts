// A ticket opens one socket, soon, and only one of ours.
import { manualClock } from '@pk-auto/kernel/clock'
import { expect, test } from 'vitest'
import { tickets } from './tickets.ts'

const holder = { personId: 'p', sessionId: 's' }
const fixture = (first?: () => Promise<boolean | undefined>) => {
  const clock = manualClock(new Date('2026-03-01T08:00:00Z'))
  const of = (secret: string) => tickets<typeof holder>({ secret, clock, ...(first && { first }) })
  return { clock, of, own: of('secret') }
}

test('a ticket is good for thirty seconds, to the millisecond, and for one socket', async () => {
  const { clock, own } = fixture()
  const { ticket, expiresAt } = own.issue(holder)
  expect(expiresAt.getTime() - clock.now().getTime()).toBe(30_000)
  clock.advance(29_999)
  expect(await own.redeem(ticket)).toEqual(holder)
  expect(await own.redeem(ticket)).toBeUndefined()
  const late = own.issue(holder)
  clock.advance(30_000)
  expect(await own.redeem(late.ticket)).toBeUndefined()
})

test('two who come with one ticket at the same moment are one', async () => {
  const { own } = fixture()
  const { ticket } = own.issue(holder)
  const outcomes = await Promise.all([own.redeem(ticket), own.redeem(ticket)])
  expect(outcomes.filter(Boolean)).toHaveLength(1)
})

test('what another replica has opened is spent; while nobody can say, this one knows', async () => {
  const spent = fixture(async () => false)
  expect(await spent.own.redeem(spent.own.issue(holder).ticket)).toBeUndefined()
  const unknown = fixture(async () => undefined)
  const { ticket } = unknown.own.issue(holder)
  expect(await unknown.own.redeem(ticket)).toEqual(holder)
  expect(await unknown.own.redeem(ticket)).toBeUndefined()
})

test('a ticket that is not of ours, or was changed, opens nothing', async () => {
  const { own, of } = fixture()
  const { ticket } = own.issue(holder)
  const [body = '', mac = ''] = ticket.split('.')
  const other = Buffer.from(JSON.stringify(['n', 9e15, { personId: 'q' }])).toString('base64url')
  for (const forged of [
    ...['', '.', 'x', `${body}.`, `${body}.${mac.slice(1)}`, `${other}.${mac}`],
    of('another secret').issue(holder).ticket,
    `${body}.${mac}`.padEnd(2_000, 'x'),
  ])
    expect(await own.redeem(forged)).toBeUndefined()
})
