// The tables of a service's database as its owner sees them, and a row of each to try things on.
import type pg from 'pg'

export type Table = {
  readonly name: string
  readonly comment: string | null
  /** Row policies are enabled, and bind the owner of the table too. */
  readonly enabled: boolean
  readonly forced: boolean
  readonly isPartition: boolean
  /** The column that says whose a row is, from the policy that holds writers to it. */
  readonly owner: string | null
  readonly columns: readonly Column[]
}
type Column = { readonly name: string; readonly type: string; readonly needed: boolean }

const TABLES = `
  select c.relname as name, obj_description(c.oid) as comment,
    c.relrowsecurity as enabled, c.relforcerowsecurity as forced, c.relispartition as "isPartition",
    (select coalesce(
         substring(pg_get_expr(polwithcheck, polrelid) from '\\((\\w+) = \\(?app\\.person\\(\\)'),
         substring(pg_get_expr(polwithcheck, polrelid) from 'app\\.person\\(\\) = (\\w+)'))
       from pg_policy where polrelid = c.oid and polwithcheck is not null
       and pg_get_expr(polwithcheck, polrelid) like '%app.person()%' limit 1) as owner,
    (select json_agg(json_build_object('name', a.attname, 'type', t.typname,
         'needed', a.attnotnull and not a.atthasdef and a.attidentity = ''))
       from pg_attribute a join pg_type t on t.oid = a.atttypid
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname`

export const tablesOf = async (owner: pg.Client): Promise<readonly Table[]> =>
  (await owner.query<Table>(TABLES)).rows

/** Values for columns that cannot be anything: the database checks them. */
const VALUES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'catalogue.listing': { state: 'live' },
  'chat.conversation': { about_kind: 'person' },
  'chat.conversation_event': { type: 'message' },
  'chat.feed_epoch': { one: true },
  'catalogue.saved_change': { kind: 'sold' },
  'chat.ad_note': { code: 'ad-sold' },
  'chat.listing_state': { state: 'live' },
  'fraud.moderation_case': { subject_kind: 'listing' },
  'fraud.report': { subject_kind: 'listing', reason: 'other' },
  'identity.person': { lang: 'ur' },
  'identity.otp_challenge': { purpose: 'sign-in', channel: 'sms', lang: 'en', state: 'open' },
  'leads.lead': { last_kind: 'message', status: 'new' },
  'leads.lead_contact': { kind: 'message' },
  'leads.offer': { state: 'open', by: 'buyer' },
  'leads.offer_step': { step: 'made' },
  'media-iq.media': { state: 'signed', sha256: 'a'.repeat(64) },
  'notify.attempt': { channel: 'sms', state: 'handed' },
  'notify.delivery': { channel: 'push', state: 'due' },
  'notify.recipient': { lang: 'ur' },
  'notify.send': { channel: 'sms', lang: 'en', state: 'sent' },
  'search.saved_search': { frequency: 'daily' },
  'search.media_fact': { state: 'ready' },
  'search.search_index': { state: 'serving' },
}
const BY_TYPE: Readonly<Record<string, unknown>> = {
  ...{
    uuid: '0198e1b0-3f52-7a90-8c66-2d9b7e41f0a4',
    text: 'x',
    varchar: 'x',
    bytea: Buffer.from('x'),
  },
  ...{
    int2: 1,
    int4: 1,
    int8: 1,
    bool: true,
    timestamptz: new Date(0),
    timestamp: new Date(0),
    date: new Date(0),
    jsonb: '{}',
  },
}
/** A partition by hash; every one of them has the same rights. */
const PART = /_\d+$/
/** The column by which a table of events is divided into days. */
const DAY_COLUMNS = ['stored_at', 'event_at']
const DAY = /_(\d{4})(\d{2})(\d{2})$/

/** A row that the table takes, whose it is included. @throws Error for a type without a value */
export function rowOf(service: string, table: Table, person: string): Map<string, unknown> {
  const row = new Map<string, unknown>()
  const day = DAY.exec(table.name)?.slice(1).join('-')
  for (const { name, type, needed } of table.columns) {
    // Noon is within the day in every time zone of a server.
    if (DAY_COLUMNS.includes(name)) row.set(name, `${day ?? '2001-01-01'} 12:00Z`)
    else if (needed) row.set(name, type.startsWith('_') ? [] : BY_TYPE[type])
    if (row.has(name) && row.get(name) === undefined)
      throw new Error(`no value is known for ${service}.${table.name}.${name} of type ${type}`)
  }
  for (const [column, value] of Object.entries(VALUES[`${service}.${table.name}`] ?? {}))
    row.set(column, value)
  if (table.owner !== null) row.set(table.owner, person)
  return row
}

/** What the base migration of packages/postgres makes. */
const BASE = /^(outbox|inbox|idempotency|migration)(_|$)/

/** Tables that every service has share a row of the matrix, and so do partitions of single days. */
export const labelOf = (service: string, { name, isPartition }: Table): string => {
  const day = name.replace(DAY, '_<day>')
  const part = isPartition ? day.replace(PART, '_<part>') : day
  return `${BASE.test(name) ? 'every service' : service}.${part}`
}
