// What people do, done once at a running platform. See scripts/smoke.
import { parseArgs } from 'node:util'
import { inboxAt } from './release/inbox.ts'
import { walk } from './release/walk.ts'
import { reported } from './release/walk-report.ts'

const USAGE = 'scripts/smoke <address> [--codes <inbox>] [--phone <number>] [--look-only]'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      codes: { type: 'string' },
      phone: { type: 'string', default: '+923001234567' },
      patience: { type: 'string', default: '60' },
      'look-only': { type: 'boolean', default: false },
    },
  })
  const [address] = positionals
  if (address === undefined || positionals.length > 1) throw new Error(`Usage: ${USAGE}`)
  const { origin } = new URL(address)
  const { phone, codes } = values
  if (codes === undefined && !values['look-only'])
    throw new Error('--codes says where sent codes are read; --look-only does without signing in')
  const inbox =
    codes === undefined ? undefined : inboxAt(codes, phone, process.env['SMOKE_CODES_TOKEN'])

  const patienceMs = Number(values.patience) * 1_000
  const outcomes = walk({ origin, phone, inbox, patienceMs })
  const failed = await reported(outcomes, { at: origin, say: (line) => console.log(line) })
  process.exitCode = failed > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
