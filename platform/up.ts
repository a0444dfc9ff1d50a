// What scripts/up and scripts/dev start: the platform, or parts of it, with a seeded market.
import type { OnStep } from '@pk-auto/servers/progress'
import { INTERNAL_ABOVE, portsAt, type Ports } from '@pk-auto/lifecycle/ports'
import { trimHeapSoon } from '@pk-auto/lifecycle/trim-heap'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { databaseOf, portsOf, urlOf } from './environment.ts'
import { fillOnce } from './fill-once.ts'
import { isFree } from './processes/own-ports.ts'
import { partNamed, partOf, PART_NAMES, type PartName, withAsked } from './parts.ts'
import { type Platform, startPlatform } from './platform.ts'
import { seedMarket, DEFAULT_MARKET } from './seed.ts'

export type UpOptions = {
  servers: ServerUrls
  offset: number
  /** How large an empty market becomes. */
  listings?: number
  /** Parts to start, with what they ask; default all. */
  only?: readonly string[]
  /** Those with a process of their own. */
  apart?: readonly string[]
  /** Those that follow what is saved. */
  watched?: readonly string[]
  onStep: OnStep
}

export type Up = AsyncDisposable & {
  readonly urls: readonly { readonly name: string; readonly url: string }[]
  /** Resolves when the market is full; it can be searched before. */
  readonly filled: Promise<void>
}

/** The parts that fill a market, all in one process. */
const FILLERS: readonly PartName[] = withAsked(['gateway-pwa'])

/**
 * Resolves when the market can be searched. An empty market is filled once, over several starts if
 * it must be, by a platform in one process: parts apart come after it. Disposing stops what was
 * started here. @throws Error for a part that does not exist and for a port that is taken
 */
export async function up(options: UpOptions): Promise<Up> {
  const { servers, offset, listings, onStep } = options
  const only = options.only?.map(partNamed)
  const parts = only ? withAsked(only) : PART_NAMES
  const [apart, watched] = [options.apart ?? [], options.watched ?? []].map((all) =>
    all.map(partNamed),
  )
  const ports = portsAt(offset)
  await mustBeFree(parts, ports)
  await using stack = new AsyncDisposableStack()
  const order = { ...DEFAULT_MARKET, ...(listings !== undefined && { listings }) }
  const stopping = new AbortController()
  const fill = async (platform: Platform, onSearchable?: () => void): Promise<void> =>
    fillOnce(databaseOf('catalogue', { servers, namespace: '' }), (now) =>
      seedMarket(
        platform,
        { ...order, now },
        { onStep, signal: stopping.signal, ...(onSearchable && { onSearchable }) },
      ),
    )
  const whole = FILLERS.every((name) => parts.includes(name))
  const split = [...(apart ?? []), ...(watched ?? [])]
  if (whole && split.some((name) => FILLERS.includes(name))) {
    await using filler = await startPlatform({ servers, ports, parts: FILLERS, onStep })
    await fill(filler)
  }
  const platform = stack.use(
    await startPlatform({
      ...{ servers, ports, parts, onStep },
      ...(apart && { apart }),
      ...(watched && { watched }),
    }),
  )
  const searchable = Promise.withResolvers<void>()
  const filled =
    whole && split.length === 0 ? fill(platform, searchable.resolve) : Promise.resolve()
  stack.defer(async () => {
    stopping.abort(new Error('the platform stops'))
    await filled.catch(() => undefined)
  })
  void filled.then(() => trimHeapSoon()).catch(() => undefined)
  await Promise.race([searchable.promise, filled])
  const running = stack.move()
  return {
    urls: urlsOf(platform),
    filled,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

function urlsOf({ parts, ports }: Pick<Platform, 'parts' | 'ports'>): Up['urls'] {
  const local = (port: number, path = '') => `http://localhost:${port}${path}`
  const ofPart = (name: PartName) => {
    const part = partOf(name)
    if (part.kind === 'web')
      return Object.entries(part.pages).map(([page, path]) => ({
        name: page,
        url: `${urlOf(name, ports)}${path}`,
      }))
    if (part.kind === 'gateway') {
      const port = ports.gateways[part.gateway]
      return [
        { name, url: local(port, '/openapi.json') },
        { name: 'sent messages', url: local(port, '/dev/messages?to=%2B923001234567') },
      ]
    }
    return part.servesMedia ? [{ name: 'photos', url: local(ports.media) }] : []
  }
  return parts.toReversed().flatMap(ofPart)
}

/** @throws Error naming every port of ours that another program holds, and what to do */
async function mustBeFree(parts: readonly PartName[], ports: Ports): Promise<void> {
  const ours = parts.flatMap((name): [string, number][] => {
    const part = partOf(name)
    if (part.kind === 'web') return [[name, ports.web[part.web]]]
    if (part.kind === 'gateway') {
      const port = ports.gateways[part.gateway]
      return [
        [name, port],
        [`${name} (internal)`, port + INTERNAL_ABOVE],
      ]
    }
    const { grpc, http } = portsOf(name as Parameters<typeof portsOf>[0], ports)
    return [
      [`${name} (gRPC)`, grpc],
      [`${name} (HTTP)`, http],
    ]
  })
  const free = await Promise.all(ours.map(([, port]) => isFree(port)))
  const taken = ours.filter((_, i) => !free[i]).map(([name, port]) => `${port} (${name})`)
  if (taken.length > 0)
    throw new Error(
      `another program listens on port ${taken.join(', ')}: end it (\`ss -ltnp\` names it), ` +
        'or shift all ports with PORT_BASE_OFFSET=1000',
    )
}
