// Where programs and data of the local servers lie: outside the clone, because Postgres and
// Elasticsearch run as users that may not look into it.
import { join } from 'node:path'
import type { ServerName } from './server-urls.ts'

export type Places = {
  /** Programs, shared by every offset. */
  readonly cache: string
  /** Everything one set of servers writes. */
  readonly data: string
  readonly dataOf: (server: ServerName) => string
  readonly logOf: (server: ServerName) => string
}

/** PK_AUTO_HOME moves both; the folders above it must then be open to other users (mode a+x). */
export function placesAt(
  offset: number,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Places {
  const home = env['PK_AUTO_HOME'] ?? `/var/tmp/pk-auto-${process.getuid?.() ?? 0}`
  const data = join(home, `data-${offset}`)
  return {
    cache: join(home, 'cache'),
    data,
    dataOf: (server) => join(data, server),
    logOf: (server) => join(data, 'logs', `${server}.log`),
  }
}
