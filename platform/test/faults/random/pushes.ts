// Browsers of the people in a random run, and what really arrived at them.
import { type PushService, startPushService } from '@pk-auto/testing/fakes/push-service'
import { notifySecrets } from '../../../secrets/development-secrets.ts'
import type { Probe } from '../../../invariants/probe.ts'
import type { Visitor } from '../../../visitor.ts'

export type Browsers = AsyncDisposable & {
  /** Pushes that nobody has sent, or not so often, and sent ones that never came. */
  breaches(probe: Probe): Promise<string[]>
}

type Sent = { person: string; tag: string; tries: number; sent: number }

const SENT = `
  select person_id as person, group_key as tag, sum(tries)::int as tries,
    (count(*) filter (where state = 'sent'))::int as sent
  from delivery where channel = 'push' group by person_id, group_key`

/** One browser for each. */
export async function browsersOf(people: readonly Visitor[]): Promise<Browsers> {
  const service: PushService = await startPushService(notifySecrets()['VAPID_PUBLIC_KEY'] ?? '')
  const owners = new Map<string, string>()
  for (const person of people) {
    const { id, subscription } = service.browser()
    const { endpoint, ...keys } = subscription
    const { status } = await person.call('POST', '/api/v1/me/push-subscriptions', {
      endpoint,
      keys,
    })
    if (status >= 300) throw new Error(`a browser was refused with ${status}`)
    owners.set(id, person.personId)
  }
  return {
    async breaches(probe) {
      const arrived = new Map<string, number>()
      for (const { browser, payload } of service.pushed) {
        const key = `${owners.get(browser)} ${payload.tag}`
        arrived.set(key, (arrived.get(key) ?? 0) + 1)
      }
      const rows = await probe.rows<Sent>('notify', SENT)
      const known = new Map(rows.map((row) => [`${row.person} ${row.tag}`, row]))
      return [...new Set([...arrived.keys(), ...known.keys()])].flatMap((key) => {
        const { tries = 0, sent = 0 } = known.get(key) ?? {}
        const came = arrived.get(key) ?? 0
        // A push may be repeated when nobody knows whether it went out: each try is one at most.
        if (came > tries) return [`${key} arrived ${came} times, sent ${tries} times`]
        return came < sent ? [`${key} arrived ${came} times, of ${sent} that were taken`] : []
      })
    },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}
