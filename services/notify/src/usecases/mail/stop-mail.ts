// Whoever has a mail of ours ends such mails, signed in or not.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Purpose } from '../../domain/news/news.ts'
import { change, type Defaults } from '../../domain/news/preferences.ts'
import { readStopToken } from '../../domain/news/stop-link.ts'
import type { OwnPreferences } from '../centre/stores.ts'

export type StopMailDeps = {
  defaults: Defaults
  /** Of links in mails: any of them. */
  stopSecrets: readonly string[]
  inTransaction: InTransaction<{ ownPreferences: OwnPreferences }>
}

export type StopView = { readonly purpose: Purpose; readonly stopped: boolean }

/** A repeat changes nothing. @throws STOP_LINK_INVALID (invalid) */
export function stopMail({ stopSecrets, inTransaction }: StopMailDeps) {
  return async function stopMail(token: string): Promise<StopView> {
    const { person, purpose } = readStopToken(stopSecrets, token)
    await inTransaction({ system: 'notify.stop-mail' }, async ({ ownPreferences }) => {
      const wish = { purposes: { [purpose]: { email: false } } }
      await ownPreferences.save(person, change(await ownPreferences.get(person), wish))
    })
    return { purpose, stopped: true }
  }
}
