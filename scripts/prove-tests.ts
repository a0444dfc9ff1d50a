// Plants one bug at a time and runs the suite that must notice it. See scripts/prove-tests.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServers } from '@pk-auto/servers/start-servers'
import { testOffset } from '@pk-auto/servers/vitest-setup'
import { planted, type Bug } from './prove/bug.ts'
import { BUGS } from './prove/bugs.ts'
import { copyOfRepository } from '@pk-auto/testing/repository-copy'
import { suiteOutcome } from './prove/suite-outcome.ts'

const words = process.argv.slice(2)
const chosen = BUGS.filter(({ name, suite }) =>
  words.every((word) => name.includes(word) || suite.includes(word)),
)

const offset = testOffset(process.env)
const servers = await startServers({ offset })
try {
  using copy = copyOfRepository()
  let caught = 0
  for (const [place, bug] of chosen.entries()) {
    const outcome = await prove(bug, copy.path)
    if (outcome === 'red') caught += 1
    console.log(
      `${String(place + 1).padStart(3)}/${chosen.length}  ${outcome.padEnd(6)}  ${bug.name}`,
    )
  }
  console.log(`${caught} passed, ${chosen.length - caught} failed`)
  process.exitCode = caught === chosen.length && chosen.length > 0 ? 0 : 1
} finally {
  await servers.stop()
}

/** `lived` when the suite stays green, `broken` when it does not even run. */
async function prove(bug: Bug, root: string): Promise<'red' | 'lived' | 'broken'> {
  const file = join(root, bug.file)
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, planted(bug, source))
  try {
    return await suiteOutcome(bug.suite, root)
  } finally {
    writeFileSync(file, source)
  }
}
