// Where the backups' jobs find the server, its files and the stores.
import { type Env, loadConfig } from '@pk-auto/lifecycle/config'
import { z } from 'zod'

const STORE = {
  S3_ENDPOINT: z.url(),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  /** Of the backups, and of nothing else. */
  BACKUP_BUCKET: z.string().min(3),
}
const Base = z.object({
  ...STORE,
  /** A superuser's address of the database `postgres`. */
  BACKUP_DATABASE_URL: z.url(),
  /** Where the server's files are mounted; default: where the server says they are. */
  PGDATA: z.string().optional(),
  /** The bucket that is listed. */
  S3_BUCKET: z.string().min(3),
  /** Daily base backups that stay, and lists of objects. */
  RETAIN_DAYS: z.coerce.number().int().positive().default(7),
  business: z.object({}),
})
const Ship = z.object({
  ...STORE,
  /** Where the server hands its log over. */
  WAL_FOLDER: z.string().startsWith('/'),
  business: z.object({}),
})

type Store = { S3_ENDPOINT: string; S3_ACCESS_KEY: string; S3_SECRET_KEY: string }

/** @throws ConfigError naming every bad key, never its value */
export const readBaseConfig = (env: Env): z.infer<typeof Base> => loadConfig(Base, { env })
/** @throws ConfigError naming every bad key, never its value */
export const readShipConfig = (env: Env): z.infer<typeof Ship> => loadConfig(Ship, { env })

export const storeOf = (set: Store, bucket: string) => ({
  ...{ endpoint: set.S3_ENDPOINT, accessKey: set.S3_ACCESS_KEY, secretKey: set.S3_SECRET_KEY },
  ...{ bucket, service: 'backup' },
})
