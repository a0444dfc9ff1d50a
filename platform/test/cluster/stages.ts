// How pods behave in a cluster without images: what the tag of an image says.

/** A pod with it never gets ready, as one whose image cannot be pulled. */
export const NEVER_READY = 'never-ready'
/** A job with it fails. */
export const FAILING = 'failing'

const having = (tag: string): string => `
    - key: '.spec.containers.[] | select(.image | endswith(":${tag}")) | .name'
      operator: 'Exists'
    - key: '.metadata.deletionTimestamp'
      operator: 'DoesNotExist'
    - key: '.status.phase'
      operator: 'In'`

/** Stages of kwok; with a weight they win over its own. */
export const STAGES = `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  name: pod-never-ready
spec:
  resourceRef: { apiGroup: v1, kind: Pod }
  weight: 1
  delay: { durationMilliseconds: 3600000 }
  selector:
    matchExpressions:${having(NEVER_READY)}
      values: ['Pending']
  next: {}
---
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  name: pod-failing
spec:
  resourceRef: { apiGroup: v1, kind: Pod }
  weight: 1
  selector:
    matchExpressions:${having(FAILING)}
      values: ['Running']
    - key: '.metadata.ownerReferences.[].kind'
      operator: 'In'
      values: ['Job']
  next:
    statusTemplate: |
      phase: Failed
`
