// What a control plane of Kubernetes is made of, without containers: its programs, etcd, kwok
// (which plays the nodes), and the definitions of objects that the charts use beside its own.
import { createHash } from 'node:crypto'
import { copyFileSync, globSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { missingGo, moduleFiles, withGo } from '../native/go.ts'
import { wrappedGoTool } from '../native/go-wrapped.ts'
import { install, isInstalled } from '../native/install.ts'
import { programsOf, type Tool } from '../native/recipe.ts'
import { placesAt } from '../places.ts'

const KUBERNETES = 'k8s.io/kubernetes@v1.36.3'
const [MAJOR, MINOR, PATCH] = KUBERNETES.split('@v')[1]!.split('.')
/** Programs ask each other for it: one without a version is refused. */
const BUILD = 'k8s.io/component-base/version'

const CONTROL_PLANE = wrappedGoTool('kubernetes', {
  module: KUBERNETES,
  programs: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'].map(
    (program) => `cmd/${program}`,
  ),
  siblings: `v0.${MINOR}.${PATCH}`,
  variables: [
    `${BUILD}.gitVersion=v${MAJOR}.${MINOR}.${PATCH}`,
    `${BUILD}.gitMajor=${MAJOR}`,
    `${BUILD}.gitMinor=${MINOR}`,
  ],
})
const ETCD = wrappedGoTool('etcd', {
  module: 'go.etcd.io/etcd/server/v3@v3.7.3',
  programs: [''],
})
const KWOK_MODULE = 'sigs.k8s.io/kwok@v0.8.0'
const KWOK = wrappedGoTool('kwok', { module: KWOK_MODULE, programs: ['cmd/kwok'] })

/** Files of modules of Go, by module. */
const DEFINITIONS = {
  'sigs.k8s.io/gateway-api@v1.6.3': [
    'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
  ],
  'github.com/external-secrets/external-secrets@v1.3.2': [
    'config/crds/bases/external-secrets.io_externalsecrets.yaml',
  ],
  // How a node and a pod of kwok come, live and go.
  [KWOK_MODULE]: [
    'kustomize/stage/node/fast/node-initialize.yaml',
    'kustomize/stage/pod/fast/pod-*.yaml',
  ],
} as const

const DEFINED: Tool = {
  name: 'cluster-definitions',
  version: createHash('sha256').update(JSON.stringify(DEFINITIONS)).digest('hex').slice(0, 12),
  missing: missingGo,
  install: (folder) =>
    withGo(folder, async (go) => {
      for (const [module, patterns] of Object.entries(DEFINITIONS)) {
        const files = await moduleFiles(go, folder, module)
        for (const file of patterns.flatMap((pattern) => globSync(join(files, pattern)))) {
          const place = join(folder, file.includes('/stage/') ? 'stages' : 'definitions')
          mkdirSync(place, { recursive: true })
          copyFileSync(file, join(place, basename(file)))
        }
      }
    }),
}

const TOOLS: readonly Tool[] = [CONTROL_PLANE, ETCD, KWOK, DEFINED]

/** Full paths. */
export type ClusterPrograms = Readonly<
  Record<'apiserver' | 'controllers' | 'scheduler' | 'kubectl' | 'etcd' | 'kwok', string>
> & {
  /** Folders of YAML. */
  readonly definitions: string
  readonly stages: string
}

/**
 * All are in place when this resolves; the first time takes a quarter of an hour and 4 GB, of which
 * 400 MB stay. @throws Error without Go
 */
export async function clusterPrograms(
  onBuild: (tool: string) => void = () => undefined,
): Promise<ClusterPrograms> {
  const { cache } = placesAt(0)
  for (const tool of TOOLS) {
    const missing = tool.missing()
    if (missing.length > 0) throw new Error(`${tool.name} needs ${missing.join(', ')}`)
    if (isInstalled(cache, tool)) continue
    onBuild(`${tool.name} ${tool.version}`)
    await install(cache, tool)
  }
  const kubernetes = join(programsOf(cache, CONTROL_PLANE), 'bin')
  const defined = programsOf(cache, DEFINED)
  return {
    apiserver: join(kubernetes, 'kube-apiserver'),
    controllers: join(kubernetes, 'kube-controller-manager'),
    scheduler: join(kubernetes, 'kube-scheduler'),
    kubectl: join(kubernetes, 'kubectl'),
    // Named as the last word of its path that is no version.
    etcd: join(programsOf(cache, ETCD), 'bin/server'),
    kwok: join(programsOf(cache, KWOK), 'bin/kwok'),
    definitions: join(defined, 'definitions'),
    stages: join(defined, 'stages'),
  }
}
