// Notices by WhatsApp, against a server that speaks as Meta's: only to whom has chosen it, in the
// approved words, at most once, and what the provider reports later is in the log.
import { newId } from '@pk-auto/kernel/id'
import { AlertEvent, AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import { ALERTS } from '@pk-auto/proto/topics'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Sent, TOKEN, whatsappScene } from './whatsapp-scene.ts'

const MINUTE = 60_000
const stack = new AsyncDisposableStack()
const logs = stack.use(recordLogs())
const { meta, it, phones, reachable, choose, chooser, sold, sentTo, logOf, reported } =
  await whatsappScene(stack)
afterEach(() => meta.misbehave(undefined))
afterAll(() => stack.disposeAsync())

const wordsOf = ({ template }: Sent): string[] =>
  template.components.flatMap(({ parameters }) => parameters.map(({ text }) => text))

test('every purpose offers WhatsApp, and nobody gets it who has not chosen it', async () => {
  const person = reachable()
  const { purposes } = await it.client.getPreferences({}, await it.as(person))
  expect(purposes.map(({ purpose, channels }) => [purpose, channels['whatsapp']])).toEqual(
    ['messages', 'offers', 'contacts', 'saved-ads', 'alerts'].map((one) => [one, false]),
  )
  await sold(person)
  await it.deliver()
  expect([sentTo(person), await logOf(person)]).toEqual([[], []])
})

test('whoever has chosen it gets the approved template once, in their language', async () => {
  for (const [lang, path] of [
    ['en', 'cars/'],
    ['ur', 'ur/cars/'],
  ] as const) {
    const person = await chooser()
    await it.speaks(person, lang)
    const [event, listing] = [newId(), newId()]
    it.others.titles.set(listing, { en: 'Civic\n2016', ur: 'سوک\n2016' })
    await sold(person, event, listing)
    await it.deliver()
    await sold(person, event, listing)
    await it.deliver()
    const all = sentTo(person)
    expect(all).toHaveLength(1)
    expect(all[0]!.template).toMatchObject({ name: 'news', language: { code: lang } })
    const [title, body, button] = wordsOf(all[0]!)
    expect(title).toMatch(lang === 'en' ? /^A car you saved is sold$/ : /^آپ کی پسندیدہ/)
    // Meta refuses parameters of more than one line.
    expect(body).toContain(lang === 'en' ? 'Civic 2016' : 'سوک 2016')
    expect(button).toBe(`${path}${listing}`)
    expect(await logOf(person)).toMatchObject([{ state: 'sent', sends: 'sent' }])
  }
})

test('five messages of a conversation are one notice, as long as they are not read', async () => {
  const [writer, reader, done] = [it.person(), await chooser('messages'), await chooser('messages')]
  it.others.names.set(writer.personId, 'Sana')
  const [open, read] = [newId(), newId()]
  for (const seq of [1, 2, 3, 4, 5]) await it.wrote(writer, reader, open, seq)
  await it.wrote(writer, done, read, 1, { unread: 0, readSeq: 1 })
  await it.deliver(MINUTE)
  expect(sentTo(reader).map((one) => wordsOf(one).slice(0, 2))).toEqual([
    ['Sana', '5 new messages'],
  ])
  expect(sentTo(done)).toEqual([])
  expect(await logOf(done)).toMatchObject([{ state: 'dropped', reason: 'read' }])
})

test('a saved search tells by WhatsApp whom both it and its owner name it for', async () => {
  const [both, onlyOwner] = [await chooser('alerts'), await chooser('alerts')]
  const onlySearch = reachable()
  for (const [person, channels] of [
    [both, ['whatsapp']],
    [onlyOwner, ['in-app']],
    [onlySearch, ['whatsapp']],
  ] as const)
    await it.publish(
      ALERTS,
      AlertEvent.fromPartial({
        ...{ searchId: newId(), personId: person.personId, total: 3, listingIds: [newId()] },
        ...{ kind: AlertKind.ALERT_KIND_NEW, channels: [...channels] },
      }),
      newId(),
    )
  await it.deliver()
  expect([both, onlyOwner, onlySearch].map((one) => sentTo(one).length)).toEqual([1, 0, 0])
})

test('consent and quiet hours hold at the moment it would go out', async () => {
  const [asleep, changed] = [await chooser('offers'), await chooser()]
  const hours = { from: 11 * 60, to: 13 * 60, zone: 'Asia/Karachi' }
  const wish = { purposes: [{ purpose: 'saved-ads', channels: { whatsapp: true } }] }
  await it.client.changePreferences({ ...wish, quiet: hours, quietOff: false }, await it.as(asleep))
  const noon = it.clock.now()
  await sold(asleep)
  await sold(changed)
  await choose(changed, 'saved-ads', false)
  await it.deliver()
  expect([sentTo(asleep), sentTo(changed)]).toEqual([[], []])
  expect(await logOf(changed)).toMatchObject([{ state: 'dropped', reason: 'unwanted' }])
  expect(await logOf(asleep)).toMatchObject([{ state: 'due', tries: 0 }])
  await it.sweepFor(61 * MINUTE)
  expect(sentTo(asleep)).toHaveLength(1)
  it.clock.set(noon)
})

test('what quiet hours hold waits until they end, and then has its whole hour', async () => {
  const person = await chooser()
  const quiet = { from: 11 * 60, to: 13 * 60, zone: 'Asia/Karachi' }
  await it.client.changePreferences({ purposes: [], quiet, quietOff: false }, await it.as(person))
  const noon = it.clock.now()
  await sold(person)
  await it.deliver()
  const end = new Date('2026-11-28T08:00:00Z')
  const dueAt = `select distinct next_at as at from delivery where person_id = $1 and state = 'due'`
  expect(await it.rows(dueAt, [person.personId])).toEqual([{ at: end }])
  meta.misbehave({ kind: 'failing' })
  it.clock.set(end)
  await it.deliver()
  meta.misbehave(undefined)
  await it.deliver(MINUTE)
  expect(await logOf(person)).toMatchObject([{ state: 'sent', tries: 2 }])
  it.clock.set(noon)
})

test('a provider that asks for a pause gets it, and the notice goes out after it', async () => {
  const person = await chooser()
  meta.misbehave({ kind: 'busy', retryAfterS: 300 })
  await sold(person)
  await it.deliver()
  meta.misbehave(undefined)
  await it.deliver(200_000)
  expect(sentTo(person)).toHaveLength(1)
  await it.deliver(110_000)
  expect(sentTo(person)).toHaveLength(2)
  expect(await logOf(person)).toMatchObject([{ state: 'sent', tries: 2, sends: 'sent' }])
})

test('a failure of the provider is tried again until the notice is an hour old', async () => {
  const person = await chooser()
  meta.misbehave({ kind: 'failing' })
  await sold(person)
  await it.deliver()
  await it.deliver(MINUTE)
  expect(sentTo(person)).toHaveLength(2)
  await it.sweepFor(61 * MINUTE)
  expect(await logOf(person)).toMatchObject([{ state: 'failed', reason: 'expired' }])
})

test('what may have gone out is not sent again, and its late receipt is believed', async () => {
  for (const kind of ['bad-gateway', 'cut-off'] as const) {
    const person = await chooser()
    meta.misbehave({ kind })
    await sold(person)
    await it.deliver()
    meta.misbehave(undefined)
    await it.deliver(61 * MINUTE)
    const [only, ...more] = sentTo(person)
    expect(more).toEqual([])
    expect(await logOf(person)).toMatchObject([{ state: 'failed', reason: 'unknown' }])
    expect((await reported(only!.biz_opaque_callback_data, 'delivered')).status).toBe(204)
    const stateOf = `select state, template from send where id = $1`
    expect(await it.rows(stateOf, [only!.biz_opaque_callback_data])).toEqual([
      { state: 'delivered', template: 'notice' },
    ])
  }
})

test('a number that is not on WhatsApp, or not proven, is not asked again', async () => {
  const [absent, unproven] = [await chooser(), await chooser()]
  it.others.phones.delete(unproven.personId)
  meta.misbehave({ kind: 'number-gone' })
  for (const person of [absent, unproven]) await sold(person)
  await it.deliver()
  await it.deliver(30 * MINUTE)
  expect([sentTo(absent).length, sentTo(unproven).length]).toEqual([1, 0])
  for (const person of [absent, unproven])
    expect(await logOf(person)).toMatchObject([{ state: 'failed', reason: 'gone', tries: 1 }])
})

test('while identity is away a notice waits, and goes to the number that holds then', async () => {
  const person = await chooser()
  it.others.state.identityAway = true
  await sold(person)
  await it.deliver()
  it.others.state.identityAway = false
  const phone = `+92302${person.phone.slice(-7)}`
  phones.push(phone)
  it.others.phones.set(person.personId, phone)
  await it.deliver(MINUTE)
  expect([sentTo(person).length, sentTo({ phone }).length]).toEqual([0, 1])
})

test('no log line and no row has a number, a word of a notice or the credential', async () => {
  const lines = logs.lines.join('\n')
  const rows = await it.rows<{ all: string }>(
    `select row_to_json(d)::text as all from delivery d
     union all select row_to_json(s)::text from send s
     union all select row_to_json(a)::text from attempt a`,
  )
  const stored = rows.map(({ all }) => all).join('\n')
  expect(lines).toContain('"channel":"whatsapp"')
  for (const phone of phones)
    for (const text of [lines, stored]) expect(text).not.toContain(phone.slice(1))
  for (const secret of [TOKEN, 'A car you saved', 'Sana']) expect(lines).not.toContain(secret)
})
