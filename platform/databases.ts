// Makes and migrates each service's database; drops them again after tests.
import { fileURLToPath } from 'node:url'
import { migrate } from '@pk-auto/postgres/migrate'
import { dropDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { databaseOf, type EnvironmentOptions } from './environment.ts'
import { SERVICE_NAMES } from './parts.ts'

type Place = Pick<EnvironmentOptions, 'servers' | 'namespace'>

async function onServer(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Idempotent. */
export async function makeDatabases(place: Place): Promise<void> {
  const client = new pg.Client(place.servers.postgresUrl)
  await client.connect()
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database')
  await client.end()
  const present = new Set(rows.map((row) => row.datname))
  const missing = SERVICE_NAMES.map((service) => databaseOf(service, place).name).filter(
    (name) => !present.has(name),
  )
  await onServer(
    place.servers.postgresUrl,
    missing.map((name) => `create database ${name}`),
  )
  await Promise.all(
    SERVICE_NAMES.map((service) => {
      const { ownerUrl, login } = databaseOf(service, place)
      return migrate({
        ownerUrl,
        login,
        dir: fileURLToPath(new URL(`../services/${service}/migrations`, import.meta.url)),
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
