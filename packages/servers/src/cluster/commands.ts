// How each program of a control plane is started: on loopback, alone, and quick to notice.
import { join } from 'node:path'
import type { Papers } from './papers.ts'
import type { ClusterPrograms } from './programs.ts'

export type Command = readonly [program: string, ...args: string[]]

type Place = {
  readonly folder: string
  readonly papers: Papers
  readonly ports: Readonly<Record<'api' | 'store' | 'peers', number>>
}

/** In the order in which they are started. */
export function commandsOf(
  { etcd, apiserver, controllers, scheduler, kwok }: ClusterPrograms,
  { folder, papers, ports }: Place,
) {
  const { kubeconfig, tokens, signing, verifying, policy, stages } = papers
  const store = `http://127.0.0.1:${ports.store}`
  const peers = `http://127.0.0.1:${ports.peers}`
  const asked = [`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--secure-port=0']
  const often = ['--kube-api-qps=500', '--kube-api-burst=500']
  return {
    etcd: [
      etcd,
      ...[`--data-dir=${join(folder, 'etcd')}`, '--unsafe-no-fsync', '--log-level=warn'],
      ...[`--listen-client-urls=${store}`, `--advertise-client-urls=${store}`],
      ...[`--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`],
      `--initial-cluster=default=${peers}`,
    ],
    apiserver: [
      apiserver,
      ...[`--etcd-servers=${store}`, `--secure-port=${ports.api}`, '--bind-address=127.0.0.1'],
      // The address of `kubernetes` may not be loopback, and nobody asks for it here.
      '--endpoint-reconciler-type=none',
      ...[`--cert-dir=${join(folder, 'certificates')}`, `--token-auth-file=${tokens}`],
      ...['--authorization-mode=RBAC', '--service-cluster-ip-range=10.96.0.0/16'],
      '--service-account-issuer=https://kubernetes.default.svc',
      ...[
        `--service-account-key-file=${verifying}`,
        `--service-account-signing-key-file=${signing}`,
      ],
      ...[`--audit-policy-file=${policy}`, `--audit-log-path=${join(folder, 'audit.log')}`],
    ],
    controllers: [
      controllers,
      ...[...asked, ...often, `--service-account-private-key-file=${signing}`],
      '--horizontal-pod-autoscaler-sync-period=1s',
    ],
    scheduler: [scheduler, ...asked, ...often],
    kwok: [
      kwok,
      ...[`--kubeconfig=${kubeconfig}`, `--config=${stages}`, '--manage-all-nodes=true'],
      ...['--node-lease-duration-seconds=40', '--cidr=10.128.0.0/16'],
    ],
  } satisfies Readonly<Record<string, Command>>
}
