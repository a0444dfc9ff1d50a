// What the platform writes into the conversations about an ad when it is sold, taken down or back.
// Pure.
import type { PersonId } from './ids.ts'

/** `over`: nobody but its seller sees it, for whatever reason. */
export type AdState = 'live' | 'sold' | 'over'

export type Ad = {
  readonly listing: string
  /** Absent of one that was erased: nothing of it follows. */
  readonly version?: number
  readonly state: AdState
}

/** A code: each client has its sentence in the language of its reader. */
export type NoteCode = 'ad-sold' | 'ad-removed' | 'ad-available'
export type Note = { readonly code: NoteCode }

/** Who writes them: nobody. */
export const PLATFORM = '00000000-0000-0000-0000-000000000000' as PersonId

/** The first that is known of an ad is no news, nor is a sold one that is taken down. */
export function noteOn(before: AdState | undefined, now: AdState): Note | undefined {
  if (before === undefined || before === now) return undefined
  if (now === 'live') return { code: 'ad-available' }
  if (now === 'sold') return { code: 'ad-sold' }
  return before === 'live' ? { code: 'ad-removed' } : undefined
}
