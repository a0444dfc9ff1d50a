// What only the owner of a database can do to it.
import pg from 'pg'
import type { ServiceName } from '../../../parts.ts'

type Heal = () => Promise<unknown>

export type Owner = {
  /** Nobody reads or writes it until it is healed. */
  lockTable(service: ServiceName, table: string): Promise<Heal>
  /** Those that the service has are ended, and it gets no others. */
  refuseConnections(service: ServiceName): Promise<Heal>
}

/** `loginUrl` is the address by which a service logs in. */
export function ownerOf(serverUrl: string, loginUrl: (service: ServiceName) => string): Owner {
  const connect = async (service: ServiceName) => {
    const url = new URL(serverUrl)
    url.pathname = new URL(loginUrl(service)).pathname
    const client = new pg.Client(url.href)
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    async lockTable(service, table) {
      const client = await connect(service)
      await client.query(`begin; lock table ${table} in access exclusive mode`)
      return () => client.end()
    },
    async refuseConnections(service) {
      const client = await connect(service)
      const login = new URL(loginUrl(service)).username
      await client.query(`alter role ${login} connection limit 0`)
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1',
        [login],
      )
      return async () => {
        await client.query(`alter role ${login} connection limit -1`)
        await client.end()
      }
    },
  }
}
