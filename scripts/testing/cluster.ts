// The charts on a control plane of Kubernetes, as a part of a test run.
import { clusterPrograms } from '@pk-auto/servers/cluster/programs'
import type { Plan } from './arguments.ts'
import { runTests } from './run.ts'
import type { Tally } from './tally.ts'

/**
 * Skipped unless asked for: the first time the control plane is built, which takes minutes.
 * @throws Error without Go
 */
export async function runCluster(plan: Plan): Promise<Tally> {
  if (plan.cluster) {
    await clusterPrograms((tool) => console.log(`         …  ${tool} is built: minutes, once`))
    return runTests('cluster', plan)
  }
  const skipped = ['the charts on a control plane: runs with --cluster']
  return { name: 'cluster', passed: 0, failed: 0, skipped }
}
