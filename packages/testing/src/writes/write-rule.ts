// The rule of every write: what changes and the event that reports it are one commit. Proved by an
// outbox that refuses events, and by the transaction each row was written in.
import pg from 'pg'

/** Makes ready, and returns the call that must write its event with its state. */
export type WriteCase = () => Promise<() => Promise<unknown>>

/** Of each verb that publishes: its cases by name. */
export type WriteCases<Verb extends string> = Readonly<
  Partial<Record<Verb, Readonly<Record<string, WriteCase>>>>
>

/** For test.each: a sentence and its case. */
export const casesOf = <Verb extends string>(
  byVerb: WriteCases<Verb>,
): readonly (readonly [string, WriteCase])[] =>
  Object.entries<Readonly<Record<string, WriteCase>> | undefined>(byVerb).flatMap(([verb, cases]) =>
    Object.entries(cases ?? {}).map(([name, ready]) => [`${verb}: ${name}`, ready] as const),
  )

type Owned = { readonly ownerUrl: string }

const REFUSED = 'the outbox of this test refuses every event'

/** Until disposed nothing can be appended to the database's outbox. */
export async function failingOutbox({ ownerUrl }: Owned): Promise<AsyncDisposable> {
  const run = (statements: string) => asOwner(ownerUrl, (owner) => owner.query(statements))
  await run(`
    create function refuse_event() returns trigger language plpgsql as
      $$ begin raise exception '${REFUSED}'; end $$;
    create trigger refuse_event before insert on outbox
      for each statement execute function refuse_event()`)
  return {
    async [Symbol.asyncDispose]() {
      await run('drop trigger refuse_event on outbox; drop function refuse_event()')
    },
  }
}

/**
 * Calls `write` twice: while events are refused it must fail and change no row of any table; then
 * it must succeed, and every row it writes must be of one transaction, events among them. Rows in
 * the tables of `apart` may be committed alone: a lease that a worker takes beforehand.
 * @throws Error that names what is wrong and the tables concerned
 */
export async function mustCommitTogether(
  database: Owned,
  write: () => Promise<unknown>,
  { apart = [] }: { apart?: readonly string[] } = {},
): Promise<void> {
  const rows = () => asOwner(database.ownerUrl, (owner) => everyRow(owner, apart))
  const before = await rows()
  {
    await using _refusing = await failingOutbox(database)
    await mustBeRefused(write)
  }
  const afterFailure = await rows()
  const touched = [...written(before, afterFailure), ...written(afterFailure, before)]
  if (touched.length > 0)
    throw new Error(`without its event the call has changed ${tablesOf(touched)}`)
  await write()
  const fresh = written(afterFailure, await rows())
  if (!fresh.some(({ table }) => table === 'outbox')) throw new Error('the call wrote no event')
  if (new Set(fresh.map(({ transaction }) => transaction)).size > 1)
    throw new Error(`the call wrote ${tablesOf(fresh)} in more than one transaction`)
}

async function mustBeRefused(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (error instanceof Error && error.message.includes(REFUSED)) return
    throw new Error('the call failed before it appended its event', { cause: error })
  }
  throw new Error('the call succeeded without its event')
}

/** One version of one row: `transaction` wrote it. */
type Row = { readonly table: string; readonly row: string; readonly transaction: string }

async function everyRow(owner: pg.Client, except: readonly string[]): Promise<readonly Row[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and relname !~ '^migration' and relname <> all($1)`,
    [except],
  )
  const found: Row[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<Omit<Row, 'table'>>(
      `select xmin::text as transaction, t::text as row from ${pg.escapeIdentifier(name)} t`,
    )
    found.push(...rows.map((row) => ({ table: name, ...row })))
  }
  return found
}

/** What is among the later rows and was not among the earlier ones. */
function written(earlier: readonly Row[], later: readonly Row[]): readonly Row[] {
  const known = new Set(earlier.map((row) => JSON.stringify(row)))
  return later.filter((row) => !known.has(JSON.stringify(row)))
}

const tablesOf = (rows: readonly Row[]): string =>
  [...new Set(rows.map(({ table }) => table))].join(', ')

async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(url)
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
