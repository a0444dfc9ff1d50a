// Announces what is due until nothing is left, instead of waiting for the sweep.
import type { favouriteVerbs } from './index.ts'

type Announcing = Pick<ReturnType<typeof favouriteVerbs>, 'announceSavedChanges' | 'hasUnannounced'>

/** True when nothing was left already. */
export async function untilAnnounced(use: Announcing): Promise<boolean> {
  let atRest = true
  while ((await use.announceSavedChanges()) > 0 || (await use.hasUnannounced())) atRest = false
  return atRest
}
