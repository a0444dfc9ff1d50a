// Numbers and news of the connection reach every tab, also one that comes later.
import { expect, test } from 'vitest'
import type { Incoming } from '../frames.ts'
import { chatServer } from '../../test/chat-server.ts'
import { lossyDevice } from '../../test/lossy-device.ts'

const LEAD: Incoming = {
  ...{ t: 'lead', id: 'l', version: 1, side: 'seller', status: 'new', kind: 'call', contacts: 1 },
  ...{ listing: { id: 'ad' }, person: { id: 'peer' }, conversationId: 'a' },
  ...{ createdAt: '2026-01-02T03:04:05.000Z', lastContactAt: '2026-01-02T03:04:05.000Z' },
}

test('every tab shows the numbers as they were last, and news only if it was there', async () => {
  const device = lossyDevice(chatServer(['a']), () => 0.99)
  const { client } = device.openTab()
  const say = async (...frames: readonly Incoming[]) => {
    device
      .pipes()
      .at(-1)
      ?.down.push(...frames)
    await device.calm(async () => true)
  }
  const isOpen = async () => client.state().status === 'open'
  await device.calm(isOpen)
  await say({ t: 'badges', messages: 2 }, { t: 'badges', leads: 1 }, LEAD)
  await say({ t: 'badges', messages: 0 })
  await device.calm(async () => client.state().badges?.messages === 0)
  expect(client.state()).toMatchObject({ badges: { messages: 0, leads: 1 }, news: { id: 'l' } })
  const later = device.openTab().client
  await device.calm(async () => later.state().badges !== undefined)
  expect(later.state().badges).toEqual({ messages: 0, leads: 1 })
  expect(later.state().news).toBeUndefined()
})
