// Brings the database of the service in whose folder it runs to its newest schema, before new pods
// come.
import { resolve } from 'node:path'
import { type Env, loadConfig } from '@pk-auto/lifecycle/config'
import { ensureDatabase, migrate } from '@pk-auto/postgres/migrate'
import { z } from 'zod'

const Schema = z.object({
  /** The owner's address: it may create tables and roles. */
  DATABASE_OWNER_URL: z.url(),
  /** The service's own address: its login is made as it says. */
  DATABASE_URL: z.url(),
  business: z.object({}),
})

/**
 * Idempotent; creates the database where there is none.
 * @throws Error naming the file that failed
 */
export async function migrateOwn(env: Env): Promise<void> {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL } = loadConfig(Schema, { env })
  const { username, password } = new URL(DATABASE_URL)
  await ensureDatabase(ownerUrl)
  await migrate({
    ownerUrl,
    dir: resolve('migrations'),
    login: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  })
}
