// Publishes one alert for each search whose window has closed, one batch at a time.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { alertOf } from '../../domain/alerts/alert.ts'
import type { AlertOutbox, PendingMatches } from './stores.ts'

export type HandOverAlertsDeps = {
  clock: Clock
  inTransaction: InTransaction<{ pending: PendingMatches; alerts: AlertOutbox }>
}

const BATCH = 500

/** Returns how many were due; safe to run anywhere, any number of times. */
export function handOverAlerts({ clock, inTransaction }: HandOverAlertsDeps) {
  return async function handOverAlerts(): Promise<number> {
    return inTransaction({ system: 'hand-over-alerts' }, async ({ pending, alerts }) => {
      const now = clock.now()
      const taken = await pending.takeDue(now, BATCH)
      if (taken.length === 0) return 0
      const all = taken.flatMap((one) => alertOf(one) ?? [])
      const ids = (rows: readonly { search: (typeof taken)[number]['search'] }[]) =>
        rows.map(({ search }) => search)
      await pending.clear(ids(taken), ids(all), now)
      await alerts.append(now, ...all)
      return taken.length
    })
  }
}
