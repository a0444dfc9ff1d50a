// The platform as the charts read it: which parts there are, where they listen, who calls whom,
// from platform/parts.ts, with the business configuration that becomes ConfigMaps.
import { readdir, readFile } from 'node:fs/promises'
import { INTERNAL_ABOVE, portsAt, type Service } from '@pk-auto/lifecycle/ports'
import { folderOf } from '@pk-auto/platform/apart'
import { portsOf } from '@pk-auto/platform/environment'
import {
  PART_NAMES,
  partOf,
  type Part,
  type PartName,
  type ServiceName,
} from '@pk-auto/platform/parts'
import { secretNamesOf } from '@pk-auto/platform/secrets/secret-names'
import { readPlatformTopics } from '@pk-auto/platform/topics'
import { stringify } from 'yaml'
import type { Generated } from '../generated.ts'
import { valuesSchema, withPartBlocks } from './values.ts'

const CHART = 'charts/pk-auto'

type Port = 'grpc' | 'http' | 'internal'
export type Fact = {
  readonly kind: Part['kind']
  readonly what: string
  readonly folder: string
  readonly ports: Partial<Record<Port, number>>
  /** Whose gRPC addresses it gets. */
  readonly asks: readonly string[]
  readonly uses: readonly string[]
  /** Every flow it begins; the other end's `callers` are the same flows. */
  readonly calls: readonly { readonly part: string; readonly port: Port }[]
  readonly callers: Partial<Record<Port, readonly string[]>>
  /** The gateway of a web client. */
  readonly gateway?: string
  /** What the Secret of its name must hold. */
  readonly secrets: readonly string[]
  readonly config?: string
  /** The port that people outside reach through the edge, and the paths if not all. */
  readonly public?: Port
  readonly files?: string
  readonly hooks?: string
  readonly outside?: string
  readonly linksToWeb?: boolean
}

export async function generateTopology(): Promise<Generated> {
  const configs = await readdir('config')
  const parts = topologyOf(configs)
  const head =
    '# Written by scripts/gen from platform/parts.ts; operators change values, not this.\n'
  const topics = (await readPlatformTopics('production')).map(({ name, ...rest }) => [name, rest])
  const files = new Map([
    [`${CHART}/files/topology.yaml`, head + stringify({ parts }, { lineWidth: 0 })],
    [`${CHART}/files/topics.yaml`, head + stringify({ topics: Object.fromEntries(topics) })],
    [`${CHART}/values.schema.json`, `${JSON.stringify(valuesSchema(PART_NAMES), null, 2)}\n`],
  ])
  const values = await readFile(`${CHART}/values.yaml`, 'utf8')
  const lines = PART_NAMES.map((name) => [name, partOf(name).what] as const)
  files.set(`${CHART}/values.yaml`, withPartBlocks(values, lines))
  for (const name of PART_NAMES) {
    const { config } = parts[name]!
    if (config)
      files.set(`${CHART}/files/config/${config}`, await readFile(`config/${config}`, 'utf8'))
  }
  files.set(`${CHART}/files/flags.json`, await readFile('config/flags.json', 'utf8'))
  return files
}

/** Every part with its flows from both ends. `configs` are the files of config/. */
export function topologyOf(configs: readonly string[]): Record<string, Fact> {
  const calls = new Map(PART_NAMES.map((name) => [name, callsOf(name)]))
  return Object.fromEntries(
    PART_NAMES.map((name) => {
      const callers: Record<string, string[]> = {}
      for (const [caller, flows] of calls)
        for (const { part, port } of flows) if (part === name) (callers[port] ??= []).push(caller)
      const config = configs.find((file) => file === `${name}.yaml`)
      return [
        name,
        { ...factOf(name), calls: calls.get(name)!, callers, ...(config && { config }) },
      ]
    }),
  )
}

function factOf(name: PartName): Omit<Fact, 'calls' | 'callers'> {
  const part = partOf(name)
  const ports = portsAt(0)
  const secrets = secretNamesOf(name)
  const common = { kind: part.kind, what: part.what, folder: folderOf(name), secrets }
  if (part.kind === 'web')
    return {
      ...common,
      ports: { http: ports.web[part.web] },
      ...{ asks: [], uses: [], gateway: part.gateway, public: 'http' },
    }
  const { asks, uses } = part
  if (part.kind === 'gateway') {
    const http = ports.gateways[part.gateway]
    return { ...common, ports: { http, internal: http + INTERNAL_ABOVE }, asks, uses }
  }
  return {
    ...common,
    ports: portsOf(name as ServiceName, ports),
    ...{ asks, uses: ['postgres', ...uses] },
    ...(part.servesMedia && { public: 'http' as const, files: '/media' }),
    ...(part.hooks && { public: 'http' as const, hooks: part.hooks }),
    ...(part.outside && { outside: part.outside }),
    ...(part.linksToWeb && { linksToWeb: true }),
  }
}

/** Those it asks by gRPC, identity for the keys of tokens; a web client its gateway, and files. */
function callsOf(name: PartName): Fact['calls'] {
  const part = partOf(name)
  if (part.kind === 'web')
    return [part.gateway, 'media-iq'].map((asked) => ({ part: asked, port: 'http' }))
  const asked = (part.asks as readonly Service[]).map((each) => ({
    part: each,
    port: 'grpc' as const,
  }))
  return name === 'identity' ? asked : [...asked, { part: 'identity', port: 'http' }]
}
