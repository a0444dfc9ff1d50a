// Fills an empty market once, however often somebody presses Ctrl-C on the way.
import pg from 'pg'
import type { DatabasePlace } from './environment.ts'

const BEGUN = 'a market is being filled since '
const STATE = `
  select exists (select from listing) as some, shobj_description(oid, 'pg_database') as comment
  from pg_database where datname = current_database()`

/**
 * Runs `fill` on an empty market, and again on one whose filling was cut off: with the moment at
 * which it was begun, so that the same listings get the same ids. That moment stands in the comment
 * of catalogue's database until the market is full.
 */
export async function fillOnce(
  { name, ownerUrl }: Pick<DatabasePlace, 'name' | 'ownerUrl'>,
  fill: (begun: Date) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ some: boolean; comment: string | null }>(STATE)
    const begun = rows[0]?.comment?.startsWith(BEGUN)
      ? new Date(rows[0].comment.slice(BEGUN.length))
      : undefined
    if (rows[0]?.some && !begun) return
    const since = begun ?? new Date()
    await client.query(
      `comment on database ${name} is ${pg.escapeLiteral(`${BEGUN}${since.toISOString()}`)}`,
    )
    await fill(since)
    await client.query(`comment on database ${name} is null`)
  } finally {
    await client.end()
  }
}
