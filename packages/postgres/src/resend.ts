// Has everything that is still in an outbox sent again, in its order: how a broker that has lost
// its topics gets them back.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const POLL_MS = 250

export type Resend = {
  /** The owner's address of the service's database. */
  readonly ownerUrl: string
  /** Topics that hold events for so many days: older ones would be gone from them. */
  readonly retention?: readonly { readonly topic: string; readonly days: number }[]
  /**
   * Tombstones alone: once more behind the current state, so that no key ends with an event that
   * was sent after its end.
   */
  readonly only?: 'tombstones'
}

const RESEND = `
  update outbox set sent_at = null where sent_at is not null and (value is null or not $1)
    and not exists (
      select from unnest($2::text[], $3::int[]) as r (topic, days)
      where r.topic = outbox.topic and outbox.stored_at < now() - make_interval(days => r.days))`

/**
 * Marks what was sent as unsent, in one commit, and leaves the sending to the relay. Readers skip
 * what they have. Safe to repeat. Returns how many events it marked.
 */
export const resendOutbox = ({ ownerUrl, only, retention = [] }: Resend): Promise<number> =>
  asOwner(ownerUrl, async (owner) => {
    const [topics, days] = [retention.map(({ topic }) => topic), retention.map((each) => each.days)]
    const { rowCount } = await owner.query(RESEND, [only === 'tombstones', topics, days])
    return rowCount ?? 0
  })

/** Resolves when nothing stored before the call is unsent, whatever comes meanwhile. */
export const untilSent = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    const [last] = (await owner.query<{ seq: string | null }>('select max(seq) as seq from outbox'))
      .rows
    const unsent = 'select exists (select from outbox where sent_at is null and seq <= $1) as some'
    const someUnsent = async () =>
      (await owner.query<{ some: boolean }>(unsent, [last?.seq ?? 0])).rows[0]?.some
    while (await someUnsent()) await wait(POLL_MS)
  })

async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
