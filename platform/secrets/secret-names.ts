// What of a part's environment is secret: in a cluster it comes from the Secret of the part's name,
// the rest from the chart.
import { type PartName, partOf, type Use } from '../parts.ts'

const BY_USE: Readonly<Record<Use, readonly string[]>> = {
  // And KAFKA_PASSWORD where the brokers ask for a login, which those of a laptop do not.
  kafka: [],
  redis: ['REDIS_URL'],
  elasticsearch: ['ELASTICSEARCH_URL'],
  s3: ['S3_ACCESS_KEY', 'S3_SECRET_KEY'],
}

/** Names of variables: its own secrets, and addresses that hold a password. */
export function secretNamesOf(name: PartName): string[] {
  const part = partOf(name)
  if (part.kind === 'web') return []
  return [
    'SERVICE_SECRET',
    ...(part.kind === 'service' ? ['DATABASE_URL'] : []),
    ...part.uses.flatMap((use) => BY_USE[use]),
    ...Object.keys(part.secrets?.('') ?? {}),
  ]
}
