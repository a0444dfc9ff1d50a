// A cluster with a namespace of its own for the platform, and Helm looking at it.
import { type Cluster, openCluster } from '@pk-auto/servers/cluster/cluster'
import { upgradeArguments } from '../../operations/release-command.ts'
import type { PartName } from '../../parts.ts'
import { type Chart, type EnvironmentName, type Manifest, openChart } from '../charts/rendered.ts'
import { STAGES } from './stages.ts'

export const NAMESPACE = 'pk-auto'
/** A cluster of one machine has all ready by then. */
const SOONER = '--timeout=90s'

type Status = {
  readonly availableReplicas?: number
  readonly readyReplicas?: number
  readonly updatedReplicas?: number
  readonly observedGeneration?: number
}
export type Stored = Manifest & { readonly metadata: StoredMetadata; readonly status: Status }
type StoredMetadata = Manifest['metadata'] & {
  readonly uid: string
  readonly generation: number
}

export type Installation = AsyncDisposable & {
  readonly cluster: Cluster
  readonly chart: Chart
  /** A release as it is documented; `sets` are `--set` arguments. */
  upgrade(sets?: readonly string[], flags?: readonly string[]): Promise<void>
  /** The same; returns what Helm said of its failure. @throws Error when it does not fail */
  failedUpgrade(sets: readonly string[], flags?: readonly string[]): Promise<string>
  /** Deployments of one part, or of all. */
  deployments(part?: PartName): Promise<readonly Stored[]>
  /** Objects of the namespace. */
  list<T = Stored>(kind: string, ...flags: readonly string[]): Promise<readonly T[]>
}

/** Of production's profile: the servers outside, Secrets from a store. */
export async function openInstallation(
  environment: EnvironmentName = 'staging',
): Promise<Installation> {
  await using stack = new AsyncDisposableStack()
  const chart = stack.use(await openChart())
  const cluster = stack.use(await openCluster({ stages: STAGES }))
  await cluster.kubectl('create', 'namespace', NAMESPACE)
  const restricted = 'pod-security.kubernetes.io/enforce=restricted'
  await cluster.kubectl('label', 'namespace', NAMESPACE, restricted)
  const values = chart.valuesOf(environment)
  const target = { chart: chart.folder, values, namespace: NAMESPACE }
  const helm = (sets: readonly string[], flags: readonly string[]) =>
    chart.helm(
      ...upgradeArguments(target),
      ...[`--kubeconfig=${cluster.kubeconfig}`, SOONER, ...flags],
      ...['images.tag=1.2.3', 'externalSecrets.store=vault', ...sets].flatMap((s) => ['--set', s]),
    )
  const list = async <T = Stored>(kind: string, ...flags: readonly string[]) => {
    const { items } = await cluster.get<{ items: T[] }>(kind, `-n=${NAMESPACE}`, ...flags)
    return items
  }
  const all = stack.move()
  return {
    cluster,
    chart,
    list,
    deployments: (part) =>
      list('deployments', ...(part ? [`-l=app.kubernetes.io/name=${part}`] : [])),
    async upgrade(sets = [], flags = []) {
      const { code, output } = await helm(sets, flags)
      if (code !== 0) throw new Error(output.slice(0, 1_000))
    },
    async failedUpgrade(sets, flags = []) {
      const { code, output } = await helm(sets, flags)
      if (code === 0) throw new Error(`Helm was content: ${output}`)
      return output
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** As many pods are up as are wanted, all of the newest kind. */
export const isReady = ({ spec, metadata, status }: Stored): boolean =>
  status.observedGeneration === metadata.generation &&
  status.updatedReplicas === spec.replicas &&
  status.availableReplicas === spec.replicas

/** The fewest pods that were up of any Deployment while `work` ran; it is asked all the time. */
export async function fewestDuring(
  pk: Installation,
  work: () => Promise<unknown>,
): Promise<number> {
  let fewest = Infinity
  const over = new AbortController()
  const watched = watch()
  try {
    await work()
  } finally {
    over.abort()
    await watched
  }
  return fewest

  async function watch(): Promise<void> {
    while (!over.signal.aborted)
      for (const { status } of await pk.deployments())
        fewest = Math.min(fewest, status.availableReplicas ?? 0)
  }
}
