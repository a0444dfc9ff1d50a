// Proves chosen bugs of the catalogue. See scripts/prove-tests.
import { standInForeground } from '@pk-auto/servers/foreground'
import { startServers } from '@pk-auto/servers/start-servers'
import { testOffset } from '@pk-auto/servers/vitest-setup'
import { BUGS } from './prove/bugs.ts'
import { runBugs } from './testing/prove.ts'
import { closingLine } from './testing/tally.ts'

const words = process.argv.slice(2)
const chosen = BUGS.filter(({ name, file, suite }) =>
  words.every((word) => [name, file, suite].some((text) => text.includes(word))),
)

const offset = testOffset(process.env)
const front = await standInForeground({ offset, forget: false })
await using _servers = await startServers({ offset, forTests: true })
const tally = await runBugs(chosen)
await front.endLeftovers()
console.log(closingLine([tally]))
process.exitCode = tally.failed > 0 || chosen.length === 0 ? 1 : 0
