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
/** A superuser's address of the database `postgres`. */
const BACKUP_DATABASE_URL = z.url()
/** Daily base backups, or lists of objects, that stay. */
const RETAIN_DAYS = z.coerce.number().int().positive().default(7)
const Base = z.object({
  ...STORE,
  BACKUP_DATABASE_URL,
  /** Where the server's files are mounted; default: where the server says they are. */
  PGDATA: z.string().optional(),
  RETAIN_DAYS,
  business: z.object({}),
})
const Lists = z.object({
  ...STORE,
  /** The bucket that is listed. */
  S3_BUCKET: z.string().min(3),
  RETAIN_DAYS,
  business: z.object({}),
})
const Archiving = z.object({
  BACKUP_DATABASE_URL,
  /** As the server sees it: where it hands its log over. */
  WAL_FOLDER: z.string().startsWith('/'),
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
export const readListsConfig = (env: Env): z.infer<typeof Lists> => loadConfig(Lists, { env })
/** @throws ConfigError naming every bad key, never its value */
export const readArchivingConfig = (env: Env): z.infer<typeof Archiving> =>
  loadConfig(Archiving, { env })
/** @throws ConfigError naming every bad key, never its value */
export const readShipConfig = (env: Env): z.infer<typeof Ship> => loadConfig(Ship, { env })

export const storeOf = (set: Store, bucket: string) => ({
  ...{ endpoint: set.S3_ENDPOINT, accessKey: set.S3_ACCESS_KEY, secretKey: set.S3_SECRET_KEY },
  ...{ bucket, service: 'backup' },
})
