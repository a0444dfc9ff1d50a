// Publishes a finished draft: create it (or update it), then publish; safe to repeat after any
// failure.
import type { Answer } from '@pk-auto/client-api/problem'
import type { Api } from '../../api/api.ts'
import { newKey } from '@pk-auto/client-api/client'
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import { bodyOf } from './fields/fields.ts'
import type { Wizard, WizardAction } from './wizard-state.ts'

type Deps = {
  readonly api: Api
  readonly dispatch: (action: WizardAction) => void
}

const OPTIONAL = [
  'generation',
  'variant',
  'area',
  'title',
  'description',
  'vin',
  'frameNumber',
] as const

/**
 * An edit on top of whatever version is the newest: what is typed here is what the person wants
 * now.
 */
const onNewest = async <T>(
  api: Api,
  id: string,
  version: number,
  edit: (version: number) => Promise<Answer<T>>,
): Promise<Answer<T>> => {
  const first = await edit(version)
  if (first.ok || first.problem.status !== 412) return first
  const newest = await api('GET /listings/{id}', { path: { id } })
  return newest.ok && newest.value.version !== version ? edit(newest.value.version) : first
}

const save = async (state: Wizard, { api, dispatch }: Deps): Promise<Answer<Listing>> => {
  const body = bodyOf(
    state.fields,
    state.photos.flatMap((photo) => (photo.mediaId ? [photo.mediaId] : [])),
  )
  const { listing } = state
  if (listing) {
    // Fields that were emptied since must be emptied on the server too.
    const cleared = Object.fromEntries(
      OPTIONAL.filter((name) => !(name in body)).map((name) => [name, null]),
    )
    const edited = await onNewest(api, listing.id, listing.version, (version) =>
      api('PATCH /listings/{id}', {
        path: { id: listing.id },
        version,
        body: { ...cleared, ...body },
      }),
    )
    // It is not this person's: somebody else used the device before, and their draft stays
    // theirs.
    if (edited.ok || edited.problem.status !== 404) return edited
  }
  const text = JSON.stringify(body)
  const key = state.creating?.body === text ? state.creating.key : newKey()
  dispatch({ type: 'creating', key, body: text })
  return api('POST /listings', { key, body })
}

/**
 * Dispatches `published` or `publish-failed`; a listing that is already live counts as published.
 */
export const publishAd = async (state: Wizard, deps: Deps): Promise<void> => {
  const { api, dispatch } = deps
  dispatch({ type: 'publishing' })
  const saved = await save(state, deps)
  if (!saved.ok) return dispatch({ type: 'publish-failed', problem: saved.problem })
  const { id, version } = saved.value
  dispatch({ type: 'saved', id, version })
  const live = await onNewest(api, id, version, (newest) =>
    api('POST /listings/{id}/publish', { path: { id }, version: newest }),
  )
  if (live.ok) {
    dispatch({ type: 'saved', id, version: live.value.version })
    return dispatch({ type: 'published' })
  }
  const now =
    live.problem.status === 409 || live.problem.status === 412
      ? await api('GET /listings/{id}', { path: { id } })
      : undefined
  dispatch(
    now?.ok && now.value.state === 'live'
      ? { type: 'published' }
      : { type: 'publish-failed', problem: live.problem },
  )
}
