// The backups as processes of their own: node packages/backup/src/main.ts base|objects|ship, and
// archiving, which an operator runs once.
import { runService } from '@pk-auto/lifecycle/run'
import { runJob } from '@pk-auto/lifecycle/run-job'
import { archive, backUp, listAll, ship } from './jobs.ts'

const JOBS = new Map(Object.entries({ base: backUp, objects: listAll, archiving: archive }))

const [, , name] = process.argv
if (name === 'ship') await runService({ name: 'backup', start: ship })
else
  await runJob({
    name: 'backup',
    async work(env) {
      const job = JOBS.get(name ?? '')
      if (job) return job(env)
      throw new Error(`no job ${name}: there are ${[...JOBS.keys(), 'ship'].join(', ')}`)
    },
  })
