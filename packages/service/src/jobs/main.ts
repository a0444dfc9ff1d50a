// What a cluster runs besides the services: node packages/service/src/jobs/main.ts <job>
import { runJob } from '@pk-auto/lifecycle/run-job'
import { makeTopics, takeBack } from './topics.ts'
import { migrateOwn } from './migrate.ts'

const JOBS = { migrate: migrateOwn, topics: makeTopics, 'take-back-access': takeBack } as const
const [, , name = ''] = process.argv

await runJob({
  name,
  async work(env) {
    if (name in JOBS) return JOBS[name as keyof typeof JOBS](env)
    throw new Error(`no job ${name}: there are ${Object.keys(JOBS).join(', ')}`)
  },
})
