// A copy of the server that somebody else has recovered to a moment: looked at before anything is
// taken out of it.
import pg from 'pg'

export type GivenCopy = {
  /** The copy as its superuser; which database is named does not matter. */
  readonly copyUrl: string
  /** `host:port` under which the server that lives reaches it. */
  readonly copyAt?: string
}

type Server = { system: string; started: string; recovering: boolean }
const SERVER = `
  select system_identifier::text as system, pg_postmaster_start_time()::text as started,
    pg_is_in_recovery() as recovering
  from pg_control_system()`

/**
 * Returns when the last event in it was written, if there is one.
 * @throws Error with the way on when it is no copy of the service's database as of `until`
 */
export async function checkCopy(
  { copyUrl, copyAt }: GivenCopy,
  { ownerUrl, until }: { readonly ownerUrl: string; readonly until: Date },
): Promise<Date | undefined> {
  if (copyAt !== undefined && !/^[^:/\s]+:\d+$/.test(copyAt))
    throw new Error(`--copy-at is host:port, e.g. postgres-then-rw.postgres:5432, not ${copyAt}`)
  const name = decodeURIComponent(new URL(ownerUrl).pathname.slice(1))
  // The lost database may be gone: its server is asked, not itself.
  const [live] = await rowsOf<Server>(withDatabase(ownerUrl, 'postgres'), SERVER)
  const source = withDatabase(copyUrl, name)
  const [copy] = await rowsOf<Server>(source, SERVER)
  // Who was recovered from a backup has the identifier of the original.
  if (copy!.system === live!.system && copy!.started === live!.started)
    throw new Error('--copy is the server itself: name the one that was recovered beside it')
  if (copy!.recovering)
    throw new Error(
      'the copy still recovers, or is a standby: wait until it takes writes, or name its primary',
    )
  const [last] = await rowsOf<{ at: Date | null }>(source, 'select max(at) as at from outbox')
  const newest = last?.at ?? undefined
  if (newest && newest > until)
    throw new Error(
      `the copy knows an event of ${newest.toISOString()}, which is from after --until: ` +
        'say the moment to which it was recovered',
    )
  return newest
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(name)}`
  return other.href
}

async function rowsOf<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
