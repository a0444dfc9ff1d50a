// The one list of what the platform consists of. Ports, addresses, environments, `--only`, README's
// table, policies between parts and the chart's values follow from it.
import type { Gateway, Service, Web } from '@pk-auto/lifecycle/ports'
import {
  gatewaySecrets,
  identitySecrets,
  notifySecrets,
  type Environment,
} from './secrets/development-secrets.ts'

/** Servers a part uses, by the addresses it gets. */
export type Use = 'kafka' | 'redis' | 'elasticsearch' | 's3'

type Running = AsyncDisposable & { settled(): Promise<boolean> }

type Common = {
  /** One line, for people. */
  readonly what: string
  /** Parts it calls by gRPC or HTTP: it gets their addresses, and nobody else's. */
  readonly asks: readonly Service[]
  readonly uses: readonly Use[]
  /** What it alone gets in development. */
  readonly secrets?: (namespace: string) => Environment
}
export type ServicePart = Common & {
  readonly kind: 'service'
  readonly start: (env: Environment) => Promise<Running>
  /** Serves files to browsers on the table's media port instead of its own HTTP port. */
  readonly servesMedia?: boolean
  /** Paths of its own HTTP that providers call from outside. */
  readonly hooks?: string
  /** Its messages lead to pages of the web. */
  readonly linksToWeb?: boolean
  /** What it calls outside of the platform, for people; the others reach nothing there. */
  readonly outside?: string
}
export type GatewayPart = Common & {
  readonly kind: 'gateway'
  readonly gateway: Gateway
  readonly start: (env: Environment) => Promise<Running & { openapi(): unknown }>
}
export type WebPart = {
  readonly kind: 'web'
  readonly what: string
  readonly web: Web
  /** The workspace that is built and served. */
  readonly client: string
  readonly gateway: string
  /** What `up` prints of it: a name for people and the path behind its address. */
  readonly pages: Readonly<Record<string, string>>
}

/** Loaded when it is started: tools that read the list load no service. */
export const PARTS = {
  identity: {
    kind: 'service',
    what: 'people, phone proof, sessions and tokens',
    asks: ['notify'],
    uses: ['kafka', 'redis'],
    secrets: identitySecrets,
    async start(env: Environment) {
      const { readIdentityConfig, startIdentity } = await import('@pk-auto/identity/service')
      return startIdentity(readIdentityConfig(env))
    },
  },
  catalogue: {
    kind: 'service',
    what: 'the taxonomy, vehicles, listings and their life',
    asks: ['media-iq'],
    uses: ['kafka', 'redis'],
    async start(env: Environment) {
      const { readCatalogueConfig, startCatalogue } = await import('@pk-auto/catalogue/service')
      return startCatalogue(readCatalogueConfig(env))
    },
  },
  search: {
    kind: 'service',
    what: 'search_doc and the index made from it, saved searches',
    asks: [],
    uses: ['kafka', 'elasticsearch'],
    async start(env: Environment) {
      const { readSearchConfig, startSearch } = await import('@pk-auto/search/service')
      return startSearch(readSearchConfig(env))
    },
  },
  'media-iq': {
    kind: 'service',
    what: 'every uploaded byte',
    asks: [],
    uses: ['kafka', 'redis', 's3'],
    servesMedia: true,
    async start(env: Environment) {
      const { readMediaIqConfig, startMediaIq } = await import('@pk-auto/media-iq/service')
      return startMediaIq(readMediaIqConfig(env))
    },
  },
  notify: {
    kind: 'service',
    what: 'messages to people: behind the bell, by push, mail and phone',
    asks: ['identity', 'search', 'chat'],
    uses: ['kafka', 'redis'],
    hooks: '/hooks/notify',
    linksToWeb: true,
    outside: 'push services of browsers, mail, and the providers of SMS, WhatsApp and voice',
    secrets: notifySecrets,
    async start(env: Environment) {
      const { readNotifyConfig, startNotify } = await import('@pk-auto/notify/service')
      return startNotify(readNotifyConfig(env))
    },
  },
  chat: {
    kind: 'service',
    what: 'what two people say about an ad',
    asks: ['media-iq'],
    uses: ['kafka', 'redis'],
    async start(env: Environment) {
      const { readChatConfig, startChat } = await import('@pk-auto/chat/service')
      return startChat(readChatConfig(env))
    },
  },
  leads: {
    kind: 'service',
    what: 'who turned to which seller, and who saw a number',
    asks: ['identity', 'catalogue', 'chat'],
    uses: ['kafka', 'redis'],
    async start(env: Environment) {
      const { readLeadsConfig, startLeads } = await import('@pk-auto/leads/service')
      return startLeads(readLeadsConfig(env))
    },
  },
  fraud: {
    kind: 'service',
    what: 'what people report, and the cases that come of it',
    asks: [],
    uses: ['kafka', 'redis'],
    async start(env: Environment) {
      const { readFraudConfig, startFraud } = await import('@pk-auto/fraud/service')
      return startFraud(readFraudConfig(env))
    },
  },
  'gateway-pwa': {
    kind: 'gateway',
    what: 'what the web client may ask',
    gateway: 'pwa',
    asks: [
      ...(['identity', 'catalogue', 'search', 'media-iq', 'notify'] as const),
      ...(['chat', 'leads', 'fraud'] as const),
    ],
    uses: ['redis'],
    secrets: gatewaySecrets,
    async start(env: Environment) {
      const { readPwaGatewayConfig, startPwaGateway } = await import('@pk-auto/gateway-pwa/service')
      return startPwaGateway(readPwaGatewayConfig(env))
    },
  },
  web: {
    kind: 'web',
    what: 'Automart on the web',
    web: 'web',
    client: 'clients/pwa',
    gateway: 'gateway-pwa',
    pages: { 'Automart (web)': '', 'Automart in Urdu': '/ur' },
  },
} as const satisfies Readonly<Record<string, ServicePart | GatewayPart | WebPart>>

export type PartName = keyof typeof PARTS
export type Part = ServicePart | GatewayPart | WebPart

/** Those of one kind. */
type NamesOf<Kind> = {
  [Name in PartName]: (typeof PARTS)[Name] extends { kind: Kind } ? Name : never
}[PartName]
export type ServiceName = NamesOf<'service'>
export type ProcessName = NamesOf<'service' | 'gateway'>
/** What `start` of a part gives. */
export type Started<Name extends ProcessName> = Awaited<ReturnType<(typeof PARTS)[Name]['start']>>

export const PART_NAMES = Object.keys(PARTS) as PartName[]
export const partOf = (name: PartName): Part => PARTS[name]

const named = <Name extends PartName>(...kinds: Part['kind'][]): Name[] =>
  PART_NAMES.filter((name) => kinds.includes(PARTS[name].kind)) as Name[]
export const SERVICE_NAMES = named<ServiceName>('service')
export const PROCESS_NAMES = named<ProcessName>('service', 'gateway')
export const GATEWAY_NAMES = named<NamesOf<'gateway'>>('gateway')
export const WEB_NAMES = named<NamesOf<'web'>>('web')

/** What a part cannot work without: what it asks, and identity for the keys of tokens. */
const askedBy = (name: PartName): readonly PartName[] => {
  const part = partOf(name)
  if (part.kind === 'web') return [part.gateway as PartName, 'media-iq']
  return [
    ...(part.asks as readonly PartName[]),
    ...(name === 'identity' ? [] : ['identity' as const]),
  ]
}

/** The named parts with everything they ask, in the order of the list. */
export function withAsked(names: readonly PartName[]): PartName[] {
  const all = new Set<PartName>()
  const add = (name: PartName): void => {
    if (all.has(name)) return
    all.add(name)
    askedBy(name).forEach(add)
  }
  names.forEach(add)
  return PART_NAMES.filter((name) => all.has(name))
}

/** @throws Error naming the parts that exist */
export function partNamed(text: string): PartName {
  const found = PART_NAMES.find((name) => name === text)
  if (!found) throw new Error(`${text} is no part; the parts are ${PART_NAMES.join(', ')}`)
  return found
}
