// The files that programs of a control plane read: who may ask, what is written down, how pods
// behave. All of them in one folder, made anew for each.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { readFileSync, globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Papers = Readonly<
  Record<'kubeconfig' | 'tokens' | 'signing' | 'verifying' | 'policy' | 'stages', string>
>

type Order = {
  readonly folder: string
  /** Of the API server, without a path. */
  readonly address: string
  /** Folder of kwok's own stages. */
  readonly stages: string
  /** YAML of more stages. */
  readonly more: string
}

/** Everything that changes something, each once, when it is done. */
const AUDIT = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived, ResponseStarted]
rules:
  - level: Metadata
    verbs: [create, update, patch, delete]
`

export function writePapers({ folder, address, stages, more }: Order): Papers {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  const token = randomUUID()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const given = globSync(join(stages, '*.yaml')).map((file) => readFileSync(file, 'utf8'))
  return {
    tokens: write('tokens.csv', `${token},admin,admin,system:masters\n`),
    kubeconfig: write('kubeconfig', kubeconfigOf(address, token)),
    signing: write('signing.pem', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()),
    verifying: write('verifying.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    policy: write('audit.yaml', AUDIT),
    stages: write('stages.yaml', [...given, more].join('\n---\n')),
  }
}

/** Its certificate is its own, made at the start: nobody else can stand at a port of loopback. */
const kubeconfigOf = (server: string, token: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  })
