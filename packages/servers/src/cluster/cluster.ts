// A control plane of Kubernetes on loopback: the real API server, scheduler and controllers, and
// nodes that kwok plays. No image runs, and nobody enforces a NetworkPolicy.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runCommand, tryCommand, type Ran } from '../machine/command.ts'
import { freePorts } from '../machine/free-ports.ts'
import { type Child, startChild } from './children.ts'
import { commandsOf } from './commands.ts'
import { writePapers } from './papers.ts'
import { clusterPrograms } from './programs.ts'

/** What was asked, and may have changed something. */
export type Request = {
  readonly verb: string
  readonly requestURI: string
  readonly objectRef?: {
    readonly resource?: string
    readonly name?: string
    readonly namespace?: string
    readonly subresource?: string
  }
  readonly responseStatus: { readonly code: number }
  readonly userAgent: string
}

export type Cluster = AsyncDisposable & {
  /** What Helm and kubectl read. */
  readonly kubeconfig: string
  /** Names of the nodes, each in a zone of its own. */
  readonly nodes: readonly string[]
  /** What it prints. @throws Error with its last words when it fails */
  kubectl(...args: readonly string[]): Promise<string>
  /** Never throws for an exit code. */
  tryKubectl(...args: readonly string[]): Promise<Ran>
  /** What `kubectl get` finds, as an object. */
  get<T>(...args: readonly string[]): Promise<T>
  /** In the order in which they were answered. */
  requests(): readonly Request[]
}

type Options = {
  /** YAML of kwok's Stages beside its own; one with a weight wins. */
  readonly stages?: string
}

const START_MS = 120_000
const NODES = ['node-1', 'node-2', 'node-3'] as const

/** Disposing ends every program and deletes what they wrote. @throws Error without Go */
export async function openCluster({ stages = '' }: Options = {}): Promise<Cluster> {
  const programs = await clusterPrograms((tool) => console.log(`building ${tool}: takes minutes`))
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'pk-auto-cluster-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const [api = 0, store = 0, peers = 0] = await freePorts(3)
  const address = `https://127.0.0.1:${api}`
  const papers = writePapers({ folder, address, stages: programs.stages, more: stages })
  const commands = commandsOf(programs, { folder, papers, ports: { api, store, peers } })
  const children: Child[] = []
  const start = (name: keyof typeof commands): void =>
    void children.push(stack.use(startChild(commands[name], join(folder, `${name}.log`))))
  const env = { ...process.env, KUBECONFIG: papers.kubeconfig, HOME: folder }
  const tryKubectl = (...args: readonly string[]) => tryCommand(programs.kubectl, args, { env })
  const kubectl = (...args: readonly string[]) => runCommand(programs.kubectl, args, { env })
  const answers = async (...args: readonly string[]): Promise<void> => {
    for (const end = Date.now() + START_MS; ; await wait(100)) {
      const { code, output } = await tryKubectl(...args)
      if (code === 0) return
      for (const child of children) child.mustRun()
      if (Date.now() > end) throw new Error(`kubectl ${args.join(' ')} fails: ${output}`)
    }
  }
  start('etcd')
  start('apiserver')
  await answers('get', '--raw=/readyz')
  for (const name of ['controllers', 'scheduler', 'kwok'] as const) start(name)
  const nodes = join(folder, 'nodes.json')
  writeFileSync(nodes, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: NODES.map(nodeOf) }))
  await kubectl('apply', '--server-side', '-f', programs.definitions, '-f', nodes)
  await kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s')
  await kubectl('wait', '--for=condition=Ready', 'node', '--all', '--timeout=60s')
  await answers('get', 'serviceaccount', 'default')
  const all = stack.move()
  return {
    kubeconfig: papers.kubeconfig,
    nodes: NODES,
    kubectl,
    tryKubectl,
    get: async <T>(...args: readonly string[]) =>
      JSON.parse(await kubectl('get', ...args, '-o', 'json')) as T,
    requests: () =>
      readFileSync(join(folder, 'audit.log'), 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as Request),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** More than anybody asks for. */
const ROOM = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '1Ti', pods: '500' }

const nodeOf = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    labels: { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `zone-of-${name}` },
  },
  status: { allocatable: ROOM, capacity: ROOM },
})
