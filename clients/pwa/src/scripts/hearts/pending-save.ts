// An ad that a visitor wanted to save before signing in: remembered in this tab until they are back
// on the page they were on.
const KEY = 'automart.save.v1'

type Pending = { readonly id: string; readonly path: string }

export const rememberSave = (pending: Pending, tab: () => Storage): void => {
  try {
    tab().setItem(KEY, JSON.stringify(pending))
  } catch {
    // Without storage the person comes back to the page and taps once more.
  }
}

/** The ad to save on this page, once; whatever else was remembered is forgotten. */
export const takeSave = (path: string, tab: () => Storage): string | undefined => {
  try {
    const pending = JSON.parse(tab().getItem(KEY) ?? '{}') as Partial<Pending>
    tab().removeItem(KEY)
    return pending.path === path ? pending.id : undefined
  } catch {
    return undefined
  }
}
