// The chart as a cluster would get it: every object of one environment, read back from YAML.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { operationsTools, type Program } from '@pk-auto/servers/operations'
import { parseAllDocuments } from 'yaml'

const REPO = fileURLToPath(new URL('../../../', import.meta.url))

export const ENVIRONMENTS = ['local', 'dev', 'staging', 'production'] as const
export type EnvironmentName = (typeof ENVIRONMENTS)[number]

type Named = { readonly name: string; readonly value?: string }
export type Container = {
  readonly image: string
  readonly command?: readonly string[]
  readonly env?: readonly Named[]
  readonly envFrom?: readonly { readonly secretRef: { readonly name: string } }[]
  readonly resources: unknown
  readonly securityContext: unknown
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
}
export type Pod = {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> }
  readonly spec: {
    readonly automountServiceAccountToken?: boolean
    readonly securityContext: { readonly runAsNonRoot?: boolean }
    readonly terminationGracePeriodSeconds?: number
    readonly containers: readonly Container[]
  }
}
type Peer = {
  readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> }
  readonly namespaceSelector?: unknown
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}
type Rule = { readonly ports: readonly { readonly port: number }[] }
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec: {
    readonly replicas?: number
    readonly minReplicas?: number
    readonly template: Pod
    readonly selector: Readonly<Record<string, string>>
    readonly ingress?: readonly (Rule & { readonly from: readonly Peer[] })[]
    readonly egress?: readonly (Rule & { readonly to: readonly Peer[] })[]
  }
}

export type Rendered = {
  /** As the cluster would read it. */
  readonly text: string
  readonly manifests: readonly Manifest[]
  /** @throws Error naming what there is of the kind */
  one(kind: string, name: string): Manifest
  all(kind: string): readonly Manifest[]
}

export type Chart = AsyncDisposable & {
  readonly helm: Program
  /** The values file of an environment. */
  valuesOf(environment: EnvironmentName): string
  /** `sets` are `--set` arguments. @throws Error with Helm's refusal */
  render(environment: EnvironmentName, ...sets: readonly string[]): Promise<Rendered>
  /** The chart's folder, with the library inside. */
  readonly folder: string
}

/** In a copy: Helm packs the library into the chart's own folder. */
export async function openChart(): Promise<Chart> {
  const { helm } = await operationsTools()
  const room = await mkdtemp(join(tmpdir(), 'pk-auto-charts-'))
  await cp(join(REPO, 'charts'), room, { recursive: true })
  const folder = join(room, 'pk-auto')
  const built = await helm('dependency', 'build', folder)
  if (built.code !== 0) throw new Error(built.output)
  const valuesOf = (environment: EnvironmentName) =>
    join(REPO, 'deploy', environment, 'values.yaml')
  return {
    helm,
    folder,
    valuesOf,
    async render(environment, ...sets) {
      const given = ['images.tag=1.2.3', ...sets].flatMap((set) => ['--set', set])
      const args = ['template', 'pk', folder, '-f', valuesOf(environment), ...given]
      const { code, output } = await helm(...args)
      if (code !== 0) throw new Error(output)
      return read(output)
    },
    [Symbol.asyncDispose]: () => rm(room, { recursive: true }),
  }
}

function read(text: string): Rendered {
  const manifests = parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null)
  const all = (kind: string) => manifests.filter((manifest) => manifest.kind === kind)
  return {
    text,
    manifests,
    all,
    one(kind, name) {
      const found = all(kind).find(({ metadata }) => metadata.name === name)
      if (found) return found
      const names = all(kind).map(({ metadata }) => metadata.name)
      throw new Error(`no ${kind} ${name}; there are ${names.join(', ')}`)
    },
  }
}
