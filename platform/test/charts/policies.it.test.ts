// Who may reach whom in a cluster is what platform/parts.ts says: both ends of each flow are open,
// and nothing else is.
import { BlockList } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PART_NAMES, partOf, SERVICE_NAMES } from '../../parts.ts'
import { type Chart, ENVIRONMENTS, type Manifest, openChart, type Rendered } from './rendered.ts'

let chart: Chart
let production: Rendered
let local: Rendered

beforeAll(async () => {
  chart = await openChart()
  production = await chart.render('production')
  local = await chart.render('local')
}, 900_000)
afterAll(() => chart?.[Symbol.asyncDispose]())

const NAME = 'app.kubernetes.io/name'
const policyOf = (rendered: Rendered, part: string): Manifest => rendered.one('NetworkPolicy', part)

/** `caller → callee` of parts, as the callers' policies have them. */
const outward = (rendered: Rendered): string[] =>
  PART_NAMES.flatMap((part) =>
    (policyOf(rendered, part).spec.egress ?? []).flatMap(({ to, ports }) =>
      to.flatMap(({ podSelector, namespaceSelector }) => {
        const callee = podSelector?.matchLabels?.[NAME]
        if (callee === undefined || namespaceSelector) return []
        return ports.map(({ port }) => `${part} → ${callee}:${port}`)
      }),
    ),
  )

const inward = (rendered: Rendered, names: readonly string[]): string[] =>
  names.flatMap((callee) =>
    (policyOf(rendered, callee).spec.ingress ?? []).flatMap(({ from, ports }) =>
      from.flatMap(({ podSelector, namespaceSelector }) => {
        const caller = podSelector?.matchLabels?.[NAME]
        if (caller === undefined || namespaceSelector) return []
        return ports.map(({ port }) => `${caller} → ${callee}:${port}`)
      }),
    ),
  )

test('the whole namespace is closed but for policies', () => {
  expect(policyOf(production, 'default-deny').spec).toMatchObject({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  })
})

test('both ends of each flow between parts are open, and no other end', () => {
  expect(outward(production).sort()).toEqual(inward(production, PART_NAMES).sort())
})

test('the flows are those of parts.ts: whom each asks, identity’s keys, a client’s gateway', () => {
  const wanted = PART_NAMES.flatMap((name) => {
    const part = partOf(name)
    const asked =
      part.kind === 'web'
        ? [part.gateway, 'media-iq']
        : [...part.asks, ...(name === 'identity' ? [] : ['identity'])]
    return [...new Set(asked)].map((callee) => `${name} → ${callee}`)
  })
  const found = outward(production).map((flow) => flow.replace(/:\d+$/, ''))
  expect([...new Set(found)].sort()).toEqual(wanted.sort())
})

/** Of a laptop's backups: the server's own log goes to the store, too. */
const BACKUPS = ['postgres-backup → postgres', 'postgres-backup → s3', 'postgres → s3']

test('servers are reached by the parts that use them, a database by its own service', () => {
  const servers = ['postgres', 'kafka', 'redis', 'elasticsearch', 's3']
  const wanted = PART_NAMES.flatMap((name) => {
    const part = partOf(name)
    if (part.kind === 'web') return []
    const database = part.kind === 'service' ? ['postgres'] : []
    return [...database, ...part.uses].map((server) => `${name} → ${server}`)
  })
  const both = [outward(local), inward(local, servers)].map((flows) =>
    flows
      .map((flow) => flow.replace(/:\d+$/, ''))
      .filter((flow) => servers.some((server) => flow.endsWith(` ${server}`)))
      .filter((flow) => !flow.startsWith('kafka-topics'))
      .sort(),
  )
  const all = [...wanted, ...BACKUPS, 'object-list → s3'].sort()
  expect(both).toEqual([wanted.sort(), all])
})

test.for(ENVIRONMENTS)(
  '%s can store photos: the store is reached, by browsers too',
  async (name) => {
    const rendered = await chart.render(name)
    const environmentOf = (part: string) => {
      const deployment = rendered
        .all('Deployment')
        .find(({ metadata }) => metadata.labels?.[NAME] === part)
      const env = deployment!.spec.template.spec.containers[0]!.env ?? []
      return new Map(env.map(({ name: key, value }) => [key, value ?? '']))
    }
    const media = environmentOf('media-iq')
    const endpoint = new URL(media.get('S3_ENDPOINT')!)
    const inside = rendered.all('StatefulSet').some(({ metadata }) => metadata.name === 's3')
    // A name without a dot is of a Service beside it.
    expect(inside).toBe(!endpoint.hostname.includes('.'))
    const port = Number(endpoint.port) || 443
    const reached = policyOf(rendered, 'media-iq').spec.egress!.flatMap(({ to, ports }) =>
      ports.some((each) => each.port === port) ? to : [],
    )
    const isStore = inside
      ? ({ podSelector }: (typeof reached)[number]) => podSelector?.matchLabels?.[NAME] === 's3'
      : ({ ipBlock }: (typeof reached)[number]) => ipBlock !== undefined
    expect(reached.filter(isStore)).toHaveLength(1)
    const signedFor = new URL(media.get('S3_PUBLIC_ENDPOINT') ?? endpoint).origin
    expect(environmentOf('web').get('UPLOAD_ORIGINS')?.split(' ')).toContain(signedFor)
  },
)

test('only who has something to call outside leaves the cluster', () => {
  const leaving = PART_NAMES.filter((part) =>
    JSON.stringify(policyOf(production, part).spec.egress).includes('0.0.0.0/0'),
  )
  expect(leaving).toEqual(
    SERVICE_NAMES.filter((name) => {
      const part = partOf(name)
      return part.kind === 'service' && part.outside !== undefined
    }),
  )
})

test.each([
  { address: '8.8.8.8', of: 'the internet', isReached: true },
  { address: '10.1.2.3', of: 'a network inside', isReached: false },
  { address: '172.20.0.1', of: 'a network inside', isReached: false },
  { address: '192.168.1.1', of: 'a network inside', isReached: false },
  { address: '100.64.0.10', of: 'a cluster or a carrier', isReached: false },
  { address: '169.254.169.254', of: 'what tells a machine its keys', isReached: false },
])('who leaves the cluster reaches $address, of $of: $isReached', ({ address, isReached }) => {
  const everywhere = PART_NAMES.flatMap((part) => policyOf(production, part).spec.egress ?? [])
    .flatMap(({ to }) => to)
    .flatMap(({ ipBlock }) => (ipBlock?.cidr === '0.0.0.0/0' ? [ipBlock] : []))
  expect(everywhere.length).toBeGreaterThan(0)
  for (const { except = [] } of everywhere) {
    const closed = new BlockList()
    for (const cidr of except) {
      const [net = '', bits] = cidr.split('/')
      closed.addSubnet(net, Number(bits))
    }
    expect(closed.check(address)).toBe(!isReached)
  }
})

test('the receiver of errors is reached where there is one, and by no page', async () => {
  const enabled = await chart.render('production', 'telemetry.errors.enabled=true')
  const opened = PART_NAMES.filter(
    (part) =>
      JSON.stringify(policyOf(enabled, part)) !== JSON.stringify(policyOf(production, part)),
  )
  expect(opened).toEqual(PART_NAMES.filter((name) => partOf(name).kind !== 'web'))
})

test('the edge reaches the web, files and webhooks, each by its host and path', () => {
  const routes = production.all('HTTPRoute').map(({ metadata, spec }) => {
    const { hostnames, rules } = spec as unknown as {
      hostnames: string[]
      rules: { matches: { path: { value: string } }[] }[]
    }
    return `${hostnames[0]}${rules[0]!.matches[0]!.path.value} → ${metadata.name}`
  })
  expect(routes.sort()).toEqual([
    'automart.pk/ → web',
    'hooks.automart.pk/hooks/notify → notify',
    'media.automart.pk/media → media-iq',
  ])
})
