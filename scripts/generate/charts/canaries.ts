// Where `monitoring.canaries` says that there must be canaries, their absence is a condition, too:
// CanaryRevealed could never be raised.
import type { Alert } from './objectives.ts'

export const NO_CANARIES: Alert = {
  name: 'NoCanaries',
  when: 'max(leads_canaries) == 0',
  lasting: '1h',
  severity: 'ticket',
  seen: 'Nothing. Whoever collects phone numbers of sellers is not noticed: there are no canaries.',
  runbook: 'canary-revealed',
}
