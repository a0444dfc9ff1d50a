// The backups as processes of their own: node packages/backup/src/main.ts base|ship
import { runService } from '@pk-auto/lifecycle/run'
import { runJob } from '@pk-auto/lifecycle/run-job'
import { backUp, ship } from './jobs.ts'

const [, , name] = process.argv
if (name === 'ship') await runService({ name: 'backup', start: ship })
else
  await runJob({
    name: 'backup',
    async work(env) {
      if (name === 'base') return backUp(env)
      throw new Error(`no job ${name}: there are base and ship`)
    },
  })
