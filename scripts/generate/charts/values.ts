// The parts in the values of the chart: a block of each to be filled, and the schema that refuses
// a part that does not exist or a setting that nothing reads.

const BEGIN =
  '# --- parts: written by scripts/gen from platform/parts.ts; set them in deploy/ ---\n'

/** The values with one empty block a part behind the mark, everything before it untouched. */
export function withPartBlocks(
  values: string,
  parts: readonly (readonly [name: string, what: string])[],
): string {
  const [head, rest] = values.split(BEGIN)
  if (head === undefined || rest === undefined)
    throw new Error(`charts/pk-auto/values.yaml has no place for the parts: ${BEGIN}`)
  const blocks = parts.map(([name, what]) => `  # ${what}\n  ${name}: {}\n`)
  return `${head}${BEGIN}parts:\n${blocks.join('')}`
}

const object = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length > 0 && { required }),
})
const text = { type: 'string' }
const texts = { type: 'array', items: text }
const whole = { type: 'integer', minimum: 0 }
const anyObject = { type: 'object' }
const objects = { type: 'array', items: anyObject }
const yes = { type: 'boolean' }
const refer = (name: 'part' | 'peers' | 'resources' | 'role') => ({
  $ref: `#/definitions/${name}`,
})
const [peers, resources, role] = [refer('peers'), refer('resources'), refer('role')]
/** Whom a NetworkPolicy lets through, as Kubernetes has it. */
const PEERS = {
  type: 'array',
  items: object({
    ...{ namespaceSelector: anyObject, podSelector: anyObject },
    ipBlock: object({ cidr: text, except: texts }, ['cidr']),
  }),
}
const amount = { type: ['string', 'number'] }
const amounts = object({ cpu: amount, memory: amount, 'ephemeral-storage': amount })
const RESOURCES = object({ requests: amounts, limits: amounts })

/** What one Deployment reads, of a whole part or of one of its roles. */
const DEPLOYMENT = {
  tag: text,
  digest: { type: 'string', pattern: '^(sha256:[0-9a-f]{64})?$' },
  replicas: whole,
  resources,
  tmpSize: text,
  env: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  autoscaling: object({
    enabled: yes,
    maxReplicas: whole,
    cpuPercent: whole,
    lagPerReplica: { type: ['integer', 'null'] },
    keda: object({ enabled: yes, lagPerReplica: { type: 'integer', minimum: 1 } }),
  }),
}
const ROLE = { ...object(DEPLOYMENT), type: ['object', 'null'] }
const SETTINGS = {
  ...DEPLOYMENT,
  enabled: yes,
  strategy: { enum: ['rolling', 'blueGreen', 'canary'] },
  slots: object({ active: { enum: ['', 'blue', 'green'] }, blue: text, green: text }),
  roles: {
    ...object({ api: role, relay: role, consume: role, jobs: role }),
    type: ['object', 'null'],
  },
}
/** A part can also have other business values than `config/<part>.yaml`. */
const PART = { ...SETTINGS, config: anyObject }
/** What spans or errors are sent to. */
const RECEIVER = { enabled: yes, to: peers, port: whole }
const SHARE = { type: 'number', minimum: 0, maximum: 1 }
const server = (own: Record<string, object>) =>
  object({ port: whole, cidrs: texts, to: peers, image: text, storage: text, ...own })

/** JSON Schema of charts/pk-auto/values.yaml and of every file in deploy/. */
export const valuesSchema = (parts: readonly string[]) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  definitions: { part: object(PART), role: ROLE, resources: RESOURCES, peers: PEERS },
  ...object({
    global: anyObject,
    service: anyObject,
    liveUpdate: yes,
    profile: { enum: ['production', 'development'] },
    images: object({ registry: text, tag: text, pullPolicy: text, pullSecrets: texts }),
    hosts: object({ web: text, origin: text, media: text, hooks: text, uploads: texts }),
    edge: object({
      kind: { enum: ['gateway', 'ingress', 'none'] },
      from: peers,
      gateway: object({ name: text, namespace: text }),
      ingress: object({ className: text, tlsSecret: text }),
    }),
    monitoring: object({ from: peers, canaries: yes, runbooks: text }),
    telemetry: object({
      collector: object({ ...RECEIVER, endpoint: text, sampling: SHARE }),
      errors: object(RECEIVER),
    }),
    outsidePorts: { type: 'array', items: whole },
    externalSecrets: object({ store: text, kind: text, path: text }),
    servers: object({
      inCluster: yes,
      postgres: server({}),
      kafka: server({ brokers: texts, topicPrefix: text, login: yes, tls: yes }),
      redis: server({}),
      elasticsearch: server({ indexPrefix: text }),
      s3: server({ endpoint: text, publicEndpoint: text, bucket: text }),
    }),
    backup: object({
      ...{ enabled: yes, schedule: text, bucket: text, endpoint: text, retainDays: whole },
      operator: { enum: ['', 'cloudnative-pg'] },
      objects: object({ enabled: yes, schedule: text }),
      ...{ claim: text, path: text, uid: whole, serverLabels: anyObject, resources },
    }),
    rollouts: object({ prometheus: text, steps: objects }),
    defaults: object(SETTINGS),
    parts: object(Object.fromEntries(parts.map((part) => [part, refer('part')]))),
  }),
})
