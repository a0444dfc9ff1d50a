// Takes one service's database out of a restored copy of the cluster and puts it in the place of
// the one that is lost; what was there stays beside it under another name.
import { fileURLToPath } from 'node:url'
import { ensureDatabase, migrate } from '@pk-auto/postgres/migrate'
import pg from 'pg'
import type { DatabasePlace } from '../environment.ts'
import type { ServiceName } from '../parts.ts'
import type { GivenCopy } from './given-copy.ts'

export type TakeDatabase = GivenCopy & {
  readonly service: ServiceName
  /** Its owner's address, and the login that the service has. */
  readonly into: Pick<DatabasePlace, 'ownerUrl' | 'login'>
}

/** Where the copy is read through, while it is read. */
const DOOR = 'restored'

/**
 * The service must not run. Resolves when the database stands in its place at the newest schema.
 * Killed on the way it changes nothing that is in use; another run begins anew. Returns the name
 * under which the former one is left, if there was one.
 */
export async function takeDatabase({
  service,
  into,
  ...copy
}: TakeDatabase): Promise<string | undefined> {
  const name = decodeURIComponent(new URL(into.ownerUrl).pathname.slice(1))
  const source = withDatabase(copy.copyUrl, name)
  const maintenance = withDatabase(into.ownerUrl, 'postgres')
  const { login } = into
  const dir = fileURLToPath(new URL(`../../services/${service}/migrations`, import.meta.url))
  // Of an older schema in the copy the same is made first: both sides then have the same columns.
  await migrate({ ownerUrl: source, login, dir })
  const fresh = `${name}_restored`
  const freshUrl = withDatabase(into.ownerUrl, fresh)
  await asOwner(maintenance, (owner) =>
    owner.query(`drop database if exists ${fresh} with (force)`),
  )
  await ensureDatabase(freshUrl)
  const role = await ownerOf(source)
  const known = await asOwner(maintenance, (owner) => giveTo(owner, fresh, role))
  await migrate({ ownerUrl: known ? actingAs(freshUrl, role) : freshUrl, login, dir })
  await asOwner(freshUrl, (owner) => copyRows(owner, reached(source, copy.copyAt)))
  return asOwner(maintenance, (owner) => swap(owner, name, fresh))
}

/** The copy as the server that lives reaches it. */
function reached(source: string, copyAt: string | undefined): URL {
  const url = new URL(source)
  if (copyAt !== undefined) url.host = copyAt
  return url
}

/** All rows of all tables, through a foreign schema: types stay what they are. */
async function copyRows(owner: pg.Client, from: URL): Promise<void> {
  const text = (value: string) => pg.escapeLiteral(decodeURIComponent(value))
  const options = [
    `host ${text(from.hostname)}, port ${text(from.port || '5432')}`,
    `dbname ${text(from.pathname.slice(1))}, fetch_size '5000'`,
  ].join(', ')
  const door = `
    create extension postgres_fdw;
    create server ${DOOR} foreign data wrapper postgres_fdw options (${options});
    create user mapping for current_user server ${DOOR}
      options (user ${text(from.username)}, password ${text(from.password)});
    create schema ${DOOR};
    import foreign schema public from server ${DOOR} into ${DOOR};`
  await owner.query(door).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error)
    throw new Error(
      `the server cannot read the copy at ${from.host}: ${words}\n` +
        'Where it finds the copy under another address, --copy-at host:port says which.',
    )
  })
  const { rows: tables } = await owner.query<{ name: string; columns: string }>(`
    select quote_ident(c.relname) as name,
      string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`)
  // As it was written: no trigger, no foreign key in between, and either all of it or nothing.
  await owner.query('begin; set local session_replication_role = replica')
  await owner.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
  for (const { name, columns } of tables)
    await owner.query(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from ${DOOR}.${name}`,
    )
  await owner.query(`
    do $$ declare each record; last bigint; begin
      for each in
        select c.oid::regclass as tab, a.attname as col from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and not c.relispartition
          and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
          and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null
      loop
        execute format('select max(%I) from %s', each.col, each.tab) into last;
        if last is not null then
          perform setval(pg_get_serial_sequence(each.tab::text, each.col), last);
        end if;
      end loop;
    end $$;
    commit;
    drop schema ${DOOR} cascade; drop server ${DOOR} cascade; drop extension postgres_fdw;
    analyze`)
}

async function swap(owner: pg.Client, name: string, fresh: string): Promise<string | undefined> {
  const former = `${name}_before_${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}`
  await owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)',
    [[name, fresh]],
  )
  const { rowCount } = await owner.query('select from pg_database where datname = $1', [name])
  if (rowCount) await owner.query(`alter database ${name} rename to ${former}`)
  await owner.query(`alter database ${fresh} rename to ${name}`)
  return rowCount ? former : undefined
}

/** Who migrates it in each release, and need not be who restores. */
const ownerOf = (source: string): Promise<string> =>
  asOwner(source, async (owner) => {
    const { rows } = await owner.query<{ role: string }>(
      `select pg_get_userbyid(datdba) as role from pg_database where datname = current_database()`,
    )
    return rows[0]!.role
  })

/** False in a new server that does not know the role: it is then whoever restores. */
async function giveTo(owner: pg.Client, database: string, role: string): Promise<boolean> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role])
  if (rowCount)
    await owner.query(`alter database ${database} owner to ${pg.escapeIdentifier(role)}`)
  return rowCount === 1
}

/** What is made is the role's. */
function actingAs(url: string, role: string): string {
  const other = new URL(url)
  other.searchParams.set('options', `-c role=${role}`)
  return other.href
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
