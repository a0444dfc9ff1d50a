// Who watches a part sees it only while it is there: two rules a part that miss all of it, from the
// list of parts.
import { ROLES, type Role } from '@pk-auto/lifecycle/roles'
import { partOf, type PartName } from '@pk-auto/platform/parts'
import type { Alert } from './objectives.ts'

/** What a part does, by the metric that every process of it shows (`showRoles`). */
const rolesOf = (name: PartName): readonly Role[] =>
  partOf(name).kind === 'gateway' ? ['api'] : ROLES

/** What says that it is there, and what is true when it is not. */
type Sign = { readonly shown: string; readonly absent: string }

/** The web shows no metrics: its address is asked from outside (deploy/prometheus/jobs.yaml). */
function signsOf(name: PartName): readonly Sign[] {
  if (partOf(name).kind === 'web') {
    const answers = `probe_success{service="${name}"}`
    const absent = `(max by (service) (${answers}) == 0 or absent(${answers}))`
    return [{ shown: answers, absent }]
  }
  return rolesOf(name).map((role) => {
    const shown = `process_role{service="${name}",role="${role}"}`
    return { shown, absent: `absent(${shown})` }
  })
}

/**
 * Whoever was there and is gone is a page at once. Whoever was not seen may be coming for the first
 * time, which takes as long as images do, and until Helm goes back (WAITING in
 * platform/operations/release-command.ts). The windows overlap: who stays away is missed by one
 * alert or the other.
 */
export function missed(name: PartName): readonly Alert[] {
  const { kind, what } = partOf(name)
  const isWeb = kind === 'web'
  const seen = isWeb
    ? `Nobody can open it: no ${name} answers. It is: ${what}.`
    : `No ${name} runs in the role {{ $labels.role }}. It is: ${what}.`
  const on = isWeb ? 'on(service)' : 'on(service, role)'
  const within = ({ shown }: Sign, window: string) => `(max_over_time(${shown}[${window}]) == 1)`
  const eachOf = (when: (sign: Sign) => string) => signsOf(name).map(when).join(' or ')
  const same = { severity: 'page', seen, runbook: 'part-gone' } as const
  return [
    {
      ...{ name: 'PartGone', lasting: '2m', ...same },
      when: eachOf((sign) => `${sign.absent} and ${on} ${within(sign, '2h')}`),
    },
    {
      ...{ name: 'PartNeverCame', lasting: '15m', ...same },
      when: eachOf((sign) => `(${sign.absent} unless ${on} ${within(sign, '1h')})`),
    },
  ]
}
