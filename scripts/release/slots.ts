// Blue and green as a cluster has them now: which slot of a part answers, with which image, and
// what a release says to Helm so that it changes neither before it means to.
import type { PartName } from '@pk-auto/platform/parts'

export type Slot = 'blue' | 'green'

/** A part of two slots, of which one answers. */
export type Slotted = {
  readonly part: PartName
  readonly live: Slot
  /** Tag or digest of what answers. */
  readonly running: string
  /** Tag or digest of what is to come. */
  readonly next: string
}

type PartValues = { readonly strategy?: string; readonly tag?: string; readonly digest?: string }
/** As far as it is read here: of a chart, or of a file in deploy/. */
export type Values = {
  readonly images?: { readonly tag?: string }
  readonly parts?: Readonly<Record<string, PartValues | null>>
}
/** `kubectl get services,deployments -o json`, as far as it is read here. */
export type Live = {
  readonly items: readonly {
    readonly kind: string
    readonly metadata: { readonly name: string }
    readonly spec: {
      readonly selector: Readonly<Record<string, unknown>>
      readonly template?: {
        readonly spec: { readonly containers: readonly { readonly image: string }[] }
      }
    }
  }[]
}

export const idleOf = ({ live }: Slotted): Slot => (live === 'blue' ? 'green' : 'blue')

/**
 * Every part that has slots in `values` (the later file wins) and answers by one in the cluster.
 * One that is new there has none yet: it begins by itself. @throws Error when a slot is led to that
 * has no Deployment, or nothing says which image comes
 */
export function slottedParts(
  names: readonly PartName[],
  values: readonly Values[],
  { items }: Live,
): readonly Slotted[] {
  const found = (kind: string, name: string) =>
    items.find((each) => each.kind === kind && each.metadata.name === name)
  return names.flatMap((part) => {
    const set = Object.assign({}, ...values.map(({ parts }) => parts?.[part] ?? {})) as PartValues
    const live = found('Service', part)?.spec.selector['pk-auto/slot'] as Slot | undefined
    if (set.strategy !== 'blueGreen' || live === undefined) return []
    const image = found('Deployment', `${part}-${live}`)?.spec.template?.spec.containers[0]?.image
    if (image === undefined)
      throw new Error(`${part} leads to ${live}, and there is no Deployment ${part}-${live}: \
see kubectl get services,deployments -l app.kubernetes.io/name=${part}`)
    const tag = set.tag || values.map(({ images }) => images?.tag).findLast(Boolean)
    const next = set.digest || tag
    if (!next) throw new Error(`neither the chart nor the values say which image of ${part} comes`)
    return [{ part, live, running: versionIn(image), next }]
  })
}

/** Arguments of Helm: both slots by name, and which of them answers. */
export const setsOf = (slotted: readonly Slotted[], answers: 'running' | 'next'): string[] =>
  slotted.flatMap((each) => {
    const slots = `parts.${each.part}.slots`
    const active = answers === 'running' ? each.live : idleOf(each)
    return [
      ['--set-string', `${slots}.${each.live}=${each.running}`],
      ['--set-string', `${slots}.${idleOf(each)}=${each.next}`],
      ['--set-string', `${slots}.active=${active}`],
    ].flat()
  })

/** `registry:5000/web:1.2.3` → `1.2.3`; of an image by digest the digest. */
function versionIn(image: string): string {
  const digest = image.split('@')[1]
  if (digest !== undefined) return digest
  const tag = image.slice(image.lastIndexOf('/')).split(':')[1]
  if (tag === undefined) throw new Error(`${image} has neither a tag nor a digest`)
  return tag
}
