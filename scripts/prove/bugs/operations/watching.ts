// Bugs in the rules that wake somebody.
import type { Bug } from '../../bug.ts'

const SUITE = 'platform/test/alerts/absence.it.test.ts'
const rules = (part: string): string => `charts/pk-auto/files/alerts/parts/${part}.yaml`
const API = '(process_role{service="gateway-pwa",role="api"}'
const RELAY = '(process_role{service="search",role="relay"}'

export const WATCHING_BUGS: readonly Bug[] = [
  {
    name: 'a role that is gone is missed by nobody',
    file: rules('search'),
    find: `absent${RELAY}) and on(service, role) (max_over_time${RELAY}[2h]) == 1) or `,
    put: '',
    suite: SUITE,
  },
  {
    name: 'a first installation that takes its time wakes somebody',
    file: rules('gateway-pwa'),
    find: ` and on(service, role) (max_over_time${API}[2h]) == 1)`,
    put: '',
    suite: SUITE,
  },
  {
    name: 'a web that never answered is missed by nobody',
    file: rules('web'),
    find: 'for: 15m',
    put: 'for: 15h',
    suite: SUITE,
  },
  {
    name: 'whoever is gone for two hours is missed no more',
    file: rules('gateway-pwa'),
    find: `max_over_time${API}[1h])`,
    put: `max_over_time${API}[6h])`,
    suite: SUITE,
  },
  {
    name: 'somebody is woken though one of two providers delivers',
    file: 'charts/pk-auto/files/alerts.yaml',
    find: 'max by (channel) (min by (channel, provider) (notify_delivered_ratio{channel="sms"}))',
    put: 'min by (channel, provider) (notify_delivered_ratio{channel="sms"})',
    suite: 'platform/test/alerts/alerts.it.test.ts',
  },
]
