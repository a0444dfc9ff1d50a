// Puts ads up by a gateway. See scripts/fill-market.
import { parseArgs } from 'node:util'
import { fillMarket } from './operations/fill-market.ts'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ads: { type: 'string', default: '60' },
      people: { type: 'string', default: '12' },
    },
  })
  const [address] = positionals
  const [ads, people] = [Number(values.ads), Number(values.people)]
  if (address === undefined || !(ads > 0) || !(people > 0))
    throw new Error('Usage: scripts/fill-market <address of a gateway> [--ads 60] [--people 12]')
  const { added, known } = await fillMarket(new URL(address).origin, { ads, people })
  console.log(`${added} ads added, ${known} were there`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
