// Prints the Secrets of a laptop's cluster: development's secrets, and the addresses of the servers
// inside. See scripts/cluster-secrets.
import { portsAt } from '@pk-auto/lifecycle/ports'
import { databaseOf, environmentOf } from '@pk-auto/platform/environment'
import { PART_NAMES, SERVICE_NAMES } from '@pk-auto/platform/parts'
import { secretNamesOf } from '@pk-auto/platform/secrets/secret-names'
import { LOCAL_S3_KEYS, type ServerUrls } from '@pk-auto/servers/server-urls'
import { stringify } from 'yaml'

const PASSWORD = 'pk-auto-local'
const servers: ServerUrls = {
  postgresUrl: `postgres://postgres:${PASSWORD}@postgres:5432/postgres`,
  kafkaBrokers: ['kafka:9092'],
  redisUrl: 'redis://redis:6379',
  elasticsearchUrl: 'http://elasticsearch:9200',
  s3: { endpoint: 'http://s3:7070', ...LOCAL_S3_KEYS },
}
const place = { servers, ports: portsAt(0), profile: 'development', namespace: '' } as const

const secret = (name: string, stringData: Readonly<Record<string, string>>): string =>
  stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData })

const ofParts = PART_NAMES.flatMap((name) => {
  const names = secretNamesOf(name)
  if (names.length === 0) return []
  const environment = Object.entries(environmentOf(name, place))
  return [secret(name, Object.fromEntries(environment.filter(([each]) => names.includes(each))))]
})
const ofOwners = SERVICE_NAMES.map((name) =>
  secret(`${name}-owner`, { DATABASE_OWNER_URL: databaseOf(name, place).ownerUrl }),
)
const ofServers = [
  secret('postgres', { POSTGRES_PASSWORD: PASSWORD }),
  secret('s3', {
    ROOT_ACCESS_KEY: LOCAL_S3_KEYS.accessKey,
    ROOT_SECRET_KEY: LOCAL_S3_KEYS.secretKey,
  }),
]
const store = { S3_ACCESS_KEY: LOCAL_S3_KEYS.accessKey, S3_SECRET_KEY: LOCAL_S3_KEYS.secretKey }
const ofBackups = [
  secret('postgres-backup', { BACKUP_DATABASE_URL: servers.postgresUrl, ...store }),
  secret('object-list', store),
]
console.log([...ofParts, ...ofOwners, ...ofServers, ...ofBackups].join('---\n'))
