// Makes and migrates each service's database; drops them again after tests.
import { fileURLToPath } from 'node:url'
import { ensureDatabase, migrate } from '@pk-auto/postgres/migrate'
import { dropDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { databaseOf, type EnvironmentOptions } from '../environment.ts'
import { SERVICE_NAMES } from '../parts.ts'

type Place = Pick<EnvironmentOptions, 'servers' | 'namespace'>

/** Idempotent. */
export async function makeDatabases(place: Place): Promise<void> {
  await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      const { ownerUrl, login } = databaseOf(service, place)
      await ensureDatabase(ownerUrl)
      await migrate({
        ownerUrl,
        login,
        dir: fileURLToPath(new URL(`../../services/${service}/migrations`, import.meta.url)),
      })
    }),
  )
}

export async function dropDatabases(place: Place): Promise<void> {
  const client = new pg.Client(place.servers.postgresUrl)
  await client.connect()
  try {
    for (const service of SERVICE_NAMES) await dropDatabase(client, databaseOf(service, place).name)
  } finally {
    await client.end()
  }
}
