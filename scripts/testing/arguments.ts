// What `scripts/test` was asked to run.

const KINDS = ['checks', 'unit', 'it', 'journey', 'images', 'cluster', 'prove'] as const
const TESTS: readonly Kind[] = ['unit', 'it', 'journey']
type Kind = (typeof KINDS)[number]

export type Plan = {
  readonly kinds: readonly Kind[]
  readonly filters: readonly string[]
  readonly long: boolean
  /** Every image instead of one. */
  readonly images: boolean
  /** The charts on a control plane of Kubernetes; `long` does not ask for it. */
  readonly cluster: boolean
  /** Only what a change since this ref touches; the checks are always whole. */
  readonly since?: string
}

const FLAGS = ['--long', '--images', '--cluster']
const USAGE =
  'Usage: scripts/test [--long] [--images] [--cluster] [--since ref] ' +
  '[checks|unit|it|journey|images|cluster|prove …] [part of a path …]'

/**
 * Kinds and path filters in any order; no kind means all, but a filter alone means the three kinds
 * of test, and `--images` or `--cluster` alone the images or the cluster.
 * @throws Error for an unknown flag, and for a ref together with filters
 */
export function readArguments(args: readonly string[]): Plan {
  const isKind = (arg: string): arg is Kind => KINDS.some((kind) => kind === arg)
  const { rest, since } = takeSince(args)
  const unknown = rest.find((arg) => arg.startsWith('-') && !FLAGS.includes(arg))
  if (unknown) throw new Error(`${unknown} is unknown. ${USAGE}`)
  const asked = rest.filter(isKind)
  const filters = rest.filter((arg) => !isKind(arg) && !arg.startsWith('-'))
  if (since !== undefined && filters.length > 0)
    throw new Error(`--since chooses the paths itself: leave ${filters.join(' ')} out. ${USAGE}`)
  const all = filters.length > 0 ? TESTS : KINDS
  const long = rest.includes('--long')
  const [images, cluster] = [rest.includes('--images'), rest.includes('--cluster')]
  if (asked.length === 0 && !long) {
    if (images) asked.push('images')
    if (cluster) asked.push('cluster')
  }
  return {
    kinds: asked.length > 0 ? KINDS.filter((kind) => asked.includes(kind)) : all,
    filters,
    long,
    images: images || long,
    cluster: asked.includes('cluster') || cluster,
    ...(since !== undefined && { since }),
  }
}

/** Takes `--since ref` or `--since=ref` out of the arguments. */
function takeSince(args: readonly string[]): { rest: string[]; since?: string } {
  const at = args.findIndex((arg) => arg === '--since' || arg.startsWith('--since='))
  if (at < 0) return { rest: [...args] }
  const [flag = '', next] = args.slice(at)
  const since = flag === '--since' ? next : flag.slice('--since='.length)
  if (!since || since.startsWith('-')) throw new Error(`--since needs a ref. ${USAGE}`)
  return { rest: args.toSpliced(at, flag === '--since' ? 2 : 1), since }
}
