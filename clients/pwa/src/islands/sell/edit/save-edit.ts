// Saves what was changed of an ad, against the version it was read at: an edit made elsewhere in
// between is put before the person, and nothing is saved until they say so again.
import type { Api } from '../../../api/api.ts'
import type { Wizard, WizardAction } from '../wizard-state.ts'
import { baseOf, patchOf } from './ad-fields.ts'

type Deps = { readonly api: Api; readonly dispatch: (action: WizardAction) => void }

/** Dispatches `published`, `edited-elsewhere` or `publish-failed`; safe to repeat. */
export const saveEdit = async (state: Wizard, { api, dispatch }: Deps): Promise<void> => {
  const { base } = state
  if (!base) return
  const path = { id: base.id }
  const body = patchOf(base, state.fields, state.photos)
  dispatch({ type: 'publishing' })
  const saved = await api('PATCH /listings/{id}', { path, version: base.version, body })
  if (saved.ok) {
    dispatch({ type: 'saved', id: base.id, version: saved.value.version })
    return dispatch({ type: 'published' })
  }
  const { problem } = saved
  const newest = problem.status === 412 ? await api('GET /listings/{id}', { path }) : undefined
  if (!newest?.ok) return dispatch({ type: 'publish-failed', problem })
  const there = baseOf(newest.value)
  // The answer to an earlier try was lost on the way, or somebody changed the same to the same.
  const isThere = Object.keys(patchOf(there, state.fields, state.photos)).length === 0
  dispatch(isThere ? { type: 'published' } : { type: 'edited-elsewhere', base: there })
}
