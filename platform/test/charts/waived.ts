// What kube-score asks for and does not get, each with the reason.

/** Names of its tests. */
export const WAIVED: Readonly<Record<string, string>> = {
  'deployment-has-host-podantiaffinity': 'pods are spread by topologySpreadConstraints instead',
  'statefulset-has-host-podantiaffinity': 'only a laptop has StatefulSets of ours, one pod each',
  'statefulset-has-poddisruptionbudget': 'only a laptop has StatefulSets of ours, one pod each',
  'container-security-context-user-group-id': 'images run as 1000, which owns what they read',
  'container-security-context-readonlyrootfilesystem':
    'a laptop’s servers write where their images say; a test holds ours to it',
  'container-image-pull-policy': 'tags are never moved; a digest says exactly which',
  'deployment-replicas': 'a laptop runs one pod a part; a test holds the others to two',
  'pod-probes': 'a laptop’s servers are only asked whether they are ready',
  'service-targets-pod': 'the preview’s address has no pods until the other slot is started',
}
