// What the link in a mail would switch off.
import { allows } from '../../domain/news/preferences.ts'
import { readStopToken } from '../../domain/news/stop-link.ts'
import type { StopMailDeps, StopView } from './stop-mail.ts'

/** @throws STOP_LINK_INVALID (invalid) */
export function viewStop({ defaults, stopSecrets, inTransaction }: StopMailDeps) {
  return async function viewStop(token: string): Promise<StopView> {
    const { person, purpose } = readStopToken(stopSecrets, token)
    const preferences = await inTransaction({ system: 'notify.view-stop' }, ({ ownPreferences }) =>
      ownPreferences.get(person),
    )
    return { purpose, stopped: !allows(preferences, defaults, purpose, 'email') }
  }
}
