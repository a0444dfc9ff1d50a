// Who may do what on a broker that asks for logins: each service publishes its own topics, consumes
// those that name it as a reader, and nothing else.
import { createRequire } from 'node:module'
import type { AclEntry, Admin } from 'kafkajs'
import type { Kafka } from './kafka.ts'
import type { TopicSpec } from './topics.ts'

// Node does not see these names in a package of CommonJS.
const kafkajs = createRequire(import.meta.url)('kafkajs') as typeof import('kafkajs')
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs
const { READ, WRITE, CREATE, DESCRIBE } = AclOperationTypes
const { TOPIC, GROUP } = AclResourceTypes
const { LITERAL, PREFIXED } = ResourcePatternTypes

/** What begins with its name: its topics, its groups and their dead letters. */
const OWN = [
  ...[READ, WRITE, CREATE, DESCRIBE].map((operation) => ({ resourceType: TOPIC, operation })),
  ...[READ, DESCRIBE].map((operation) => ({ resourceType: GROUP, operation })),
]

/** In a fixed order, each once. Users are named as services are. */
export function accessOf(topics: readonly TopicSpec[], prefix = ''): AclEntry[] {
  const services = [...new Set(topics.flatMap(({ owner, readers }) => [owner, ...readers]))]
  const allow = { host: '*', permissionType: AclPermissionTypes.ALLOW }
  return services.toSorted().flatMap((service) => {
    const own = { principal: `User:${service}`, ...allow }
    const read = topics.filter(({ readers }) => readers.includes(service))
    return [
      ...OWN.map((what) => ({
        ...{ ...own, ...what, resourcePatternType: PREFIXED },
        resourceName: `${prefix}${service}.`,
      })),
      ...read.flatMap(({ name }) =>
        [READ, DESCRIBE].map((operation) => ({
          ...{ ...own, operation, resourceType: TOPIC, resourcePatternType: LITERAL },
          resourceName: `${prefix}${name}`,
        })),
      ),
    ]
  })
}

const sameAs = (one: AclEntry) => (other: AclEntry) =>
  JSON.stringify(KEYS.map((key) => one[key])) === JSON.stringify(KEYS.map((key) => other[key]))
const KEYS = [
  ...(['principal', 'host', 'operation', 'permissionType'] as const),
  ...(['resourceType', 'resourceName', 'resourcePatternType'] as const),
] as const

type Difference = { readonly missing: AclEntry[]; readonly gone: AclEntry[] }

/** Of what these topics ask for, and of what their services have beyond it; no other users'. */
async function compare(
  admin: Admin,
  topics: readonly TopicSpec[],
  prefix: string,
): Promise<Difference> {
  const wanted = accessOf(topics, prefix)
  const ours = new Set(wanted.map(({ principal }) => principal))
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  })
  const present = resources.flatMap(({ acls, ...resource }) =>
    acls.map((acl): AclEntry => ({ ...resource, ...acl })),
  )
  return {
    missing: wanted.filter((entry) => !present.some(sameAs(entry))),
    gone: present.filter((entry) => ours.has(entry.principal) && !wanted.some(sameAs(entry))),
  }
}

/**
 * Gives what is missing and takes nothing back, for services of the release before still run.
 * Idempotent. The connection's login must be the broker's superuser.
 */
export const giveAccess = (kafka: Kafka, topics: readonly TopicSpec[]): Promise<void> =>
  kafka.withAdmin(async (admin) => {
    const { missing } = await compare(admin, topics, kafka.topicName(''))
    if (missing.length > 0) await admin.createAcls({ acl: missing })
  })

/**
 * Takes back what the services of these topics have beyond them, once nobody needs it any more;
 * other users' rules stay. Idempotent. The login must be the broker's superuser.
 */
export const takeBackAccess = (kafka: Kafka, topics: readonly TopicSpec[]): Promise<void> =>
  kafka.withAdmin(async (admin) => {
    const { gone } = await compare(admin, topics, kafka.topicName(''))
    if (gone.length > 0) await admin.deleteAcls({ filters: gone })
  })
