// A process killed with -9 while it sends notices: the next one knows what it may repeat. A push
// replaces itself on the device; a mail that may have gone out is never sent again.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NotifyFixture, startNotifyFixture } from './notify-fixture.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const HOUR = 3_600_000
let it: NotifyFixture
beforeAll(async () => {
  it = await startNotifyFixture()
  // The process that dies lives by the machine's clock; nothing is due later than that.
  it.clock.set(new Date(Date.now() - HOUR))
})
afterAll(() => it[Symbol.asyncDispose]())

async function senderDiesAt(failpoint: string): Promise<string | null> {
  const env = { ...it.env, ROLES: 'jobs', FAILPOINT: `${failpoint}:kill`, LOG_LEVEL: 'fatal' }
  const sender = spawn(process.execPath, [MAIN], { env, stdio: 'ignore' })
  const [, signal] = await once(sender, 'exit')
  return signal
}

test.for([
  ['notify.after_begin', { before: 0, after: 1 }, { before: 0, after: 0 }],
  ['notify.after_provider', { before: 1, after: 2 }, { before: 1, after: 1 }],
] as const)('killed at %s', async ([failpoint, push, mail]) => {
  const [byPush, byMail] = [it.person(), it.person()]
  const address = `${newId()}@example.pk`
  it.others.emails.set(byMail.personId, address)
  const browser = await it.browserOf(byPush)
  for (const person of [byPush, byMail])
    await it.client.changePreferences({ purposes: [], quietOff: true }, await it.as(person))
  const only = async (person: typeof byPush, wanted: 'push' | 'email') => {
    const channels = { push: wanted === 'push', email: wanted === 'email' }
    const purposes = [{ purpose: 'saved-ads', channels }]
    await it.client.changePreferences({ purposes, quietOff: true }, await it.as(person))
  }
  const send = async (person: typeof byPush) =>
    it.publish(
      SAVED_CHANGES,
      SavedChangeEvent.fromPartial({
        ...{ personId: person.personId, listingId: newId(), version: 3 },
        kind: SavedChangeKind.SAVED_CHANGE_KIND_SOLD,
      }),
    )
  const counts = () => ({
    push: it.shown(browser).length,
    mail: it.mailServer.to(address).length,
  })
  await only(byPush, 'push')
  await only(byMail, 'email')
  // One after the other: whichever of the two is sent first dies first.
  await send(byPush)
  expect(await senderDiesAt(failpoint)).toBe('SIGKILL')
  expect(counts().push).toBe(push.before)
  it.clock.set(new Date(Date.now() + HOUR))
  await it.deliver()
  it.clock.set(new Date(Date.now() - HOUR))
  await send(byMail)
  expect(await senderDiesAt(failpoint)).toBe('SIGKILL')
  expect(counts().mail).toBe(mail.before)
  it.clock.set(new Date(Date.now() + HOUR))
  await it.deliver()
  it.clock.set(new Date(Date.now() - HOUR))
  expect(counts()).toEqual({ push: push.after, mail: mail.after })
  expect(new Set(it.shown(browser).map(({ tag }) => tag)).size).toBe(1)
  const states = async (person: typeof byPush) =>
    (await it.deliveriesOf(person)).map(({ state, reason }) => [state, reason])
  expect(await states(byPush)).toEqual([['sent', null]])
  expect(await states(byMail)).toEqual([['failed', 'unknown']])
})
