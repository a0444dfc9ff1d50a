// Notify with WhatsApp by a server that speaks as Meta's, and people who have chosen to be told so.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import { startNotifyFixture } from './notify-fixture.ts'
import { fakeProvider } from './providers/fake-provider.ts'
import { META, metaHook } from './providers/wires.ts'

const SECRET = 'meta-secret-of-the-test'
export const TOKEN = 'meta-token-of-the-test'

type Parameters = readonly { text: string }[]
export type Sent = {
  to: string
  template: {
    name: string
    language: { code: string }
    components: readonly { type: string; parameters: Parameters }[]
  }
  biz_opaque_callback_data: string
}
type Log = { state: string; reason: string | null; tries: number; sends: string | null }

/** What is disposed of with `stack`. */
export async function whatsappScene(stack: AsyncDisposableStack) {
  const meta = stack.use(await fakeProvider(META))
  const it = stack.use(
    await startNotifyFixture({
      env: {
        ...{ WHATSAPP_PROVIDER: 'meta', HOOKS_URL: 'https://automart.example' },
        ...{ META_URL: `${meta.url}/v23.0`, META_PHONE_NUMBER_ID: '77', META_ACCESS_TOKEN: TOKEN },
        ...{ META_APP_SECRETS: SECRET, META_VERIFY_TOKEN: 'verify-me' },
        WEB_ORIGIN: 'https://automart.example',
      },
    }),
  )
  let numbers = 0
  const phones: string[] = []
  /** Somebody with a proven number. */
  const reachable = (): Person & { phone: string } => {
    const person = it.person()
    const phone = `+92301${String((numbers += 1)).padStart(7, '0')}`
    phones.push(phone)
    it.others.phones.set(person.personId, phone)
    return { ...person, phone }
  }
  const choose = async (person: Person, purpose: string, whatsapp = true) =>
    it.client.changePreferences(
      { purposes: [{ purpose, channels: { whatsapp } }], quietOff: false },
      await it.as(person),
    )
  const chooser = async (purpose = 'saved-ads') => {
    const person = reachable()
    await choose(person, purpose)
    return person
  }
  const sold = async (person: Person, id = newId(), listingId = newId()) =>
    it.publish(
      SAVED_CHANGES,
      SavedChangeEvent.fromPartial({
        ...{ personId: person.personId, listingId, version: 4 },
        kind: SavedChangeKind.SAVED_CHANGE_KIND_SOLD,
      }),
      id,
    )

  const sentTo = ({ phone }: { phone: string }): Sent[] =>
    meta.received
      .map(({ body }) => JSON.parse(body) as Sent)
      .filter(({ to }) => to === phone.slice(1))
  /** The deliveries of a person by WhatsApp, with what their sends have come to. */
  const logOf = ({ personId }: Person): Promise<Log[]> =>
    it.rows(
      `select d.state, d.reason, d.tries, s.state as sends from delivery d
     left join send s on s.id::text = d.reference
     where d.person_id = $1 and d.channel = 'whatsapp' order by d.created_at`,
      [personId],
    )
  const reported = (sendId: string, status: string) => {
    const line = { id: `wamid.${sendId}`, status, biz_opaque_callback_data: sendId }
    const { path, headers, body } = metaHook(SECRET, [line])
    return fetch(`http://127.0.0.1:${it.service.httpPort}${path}`, {
      method: 'POST',
      headers,
      body,
    })
  }

  return { meta, it, phones, reachable, choose, chooser, sold, sentTo, logOf, reported }
}
