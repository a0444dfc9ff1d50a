// Who watches a part sees it only while it is there: a rule a part that misses all of it, from the
// list of parts.
import { ROLES, type Role } from '@pk-auto/lifecycle/roles'
import { partOf, type PartName } from '@pk-auto/platform/parts'
import type { Alert } from './objectives.ts'

/** What a part does, by the metric that every process of it shows (`showRoles`). */
const rolesOf = (name: PartName): readonly Role[] =>
  partOf(name).kind === 'gateway' ? ['api'] : ROLES

/** The web shows no metrics: its address is asked from outside (deploy/prometheus/jobs.yaml). */
const probed = (name: PartName): string => {
  const answers = `probe_success{service="${name}"}`
  return `max by (service) (${answers}) == 0 or absent(${answers})`
}

export function missed(name: PartName): Alert {
  const { kind, what } = partOf(name)
  const isWeb = kind === 'web'
  const roles = rolesOf(name).map(
    (role) => `absent(process_role{service="${name}",role="${role}"})`,
  )
  return {
    name: 'PartGone',
    when: isWeb ? probed(name) : roles.join(' or '),
    // A rollout never takes the last one away; a first installation is there by then.
    lasting: '2m',
    severity: 'page',
    seen: isWeb
      ? `Nobody can open it: no ${name} answers. It is: ${what}.`
      : `No ${name} runs in the role {{ $labels.role }}. It is: ${what}.`,
    runbook: 'part-gone',
  }
}
