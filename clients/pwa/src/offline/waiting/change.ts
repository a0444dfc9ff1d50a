// What a person changed offline: a wish per ad, and edits of an own ad as one.
import type { Call } from '@pk-auto/client-api/operations'
import type { Problem } from '@pk-auto/client-api/problem'
import type { paths } from '@pk-auto/client-api/pwa.gen'

export type AdEdit = Call<paths, 'PATCH /listings/{id}'>['body']

export type Change =
  | { readonly kind: 'favourite'; readonly id: string; readonly saved: boolean }
  | {
      readonly kind: 'ad'
      readonly id: string
      /** The version the person saw when they began to edit. */
      readonly version: number
      readonly body: AdEdit
    }

export type Waiting = {
  /** The place in the order in which they are sent. */
  readonly order: number
  readonly change: Change
  /** What the ad is called, for whoever reads what waits. */
  readonly title: string
  /** Why the server did not take it; it waits for its person, and is not sent again. */
  readonly refusal?: Problem
}

/** At most one for each ad and kind. */
export const nameOf = ({ kind, id }: Change): string => `${kind} ${id}`

/**
 * What waits once the same ad is changed again: the last wish counts, and edits add up from the
 * version they began at.
 */
export const foldIn = (before: Waiting | undefined, next: Waiting): Waiting => {
  const { change } = next
  const old = before?.change
  // What was refused is begun anew, from what the person sees now.
  if (!before || !old || before.refusal !== undefined) return next
  const isEdit = change.kind === 'ad' && old.kind === 'ad'
  const folded = isEdit ? { ...old, body: { ...old.body, ...change.body } } : change
  return { ...next, order: before.order, change: folded }
}
