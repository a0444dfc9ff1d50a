// Usage: node scripts/bench/suggest.ts [--listings 100000] [--rounds 5] [--seconds 5] Suggestions
// over HTTP at 100,000 live ads, by the taxonomy of catalogue, against a limit of 30 ms.
import { parseArgs } from 'node:util'
import { load } from './load.ts'
import { openMarket, untilIndexed } from './market/publish.ts'
import { commitOf, figureOf, median, report, type Round, roundsOf, seeded } from './measure.ts'
import { stage } from './stage.ts'

const { values } = parseArgs({
  options: {
    listings: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
  },
})
const listings = Number(values.listings)
const seconds = Number(values.seconds)
const LIMIT_MS = 30
/** More than a busy evening types. */
const ASKED_A_SECOND = 100
const random = seeded(2026)

await using platform = await stage(['postgres', 'kafka', 'elasticsearch', 'redis'])
// Catalogue publishes its taxonomy; search learns it from the topic.
for (const name of ['notify', 'identity', 'catalogue', 'search'] as const)
  await platform.start(name, { LOG_LEVEL: 'warn' })
await platform.startGateway({ LOG_LEVEL: 'warn' })
await using market = openMarket(platform, random)
await market.publish(listings)
await untilIndexed(platform, listings)
console.error(`${listings} ads are live`)

const TYPED = [
  ...['corolla', 'civik', 'suzuki meh', 'honda ci', 'lahore', 'karach', 'coeolla'],
  ...['corolla under 30 lac lah', 'land cr', 'cultas', 'کرولا', 'سوزوکی مہ', 'راولپ', 'reborn'],
]
/** Each letter of each, as it is typed. */
const paths = TYPED.flatMap((text) =>
  Array.from(text, (_, at) => `/api/v1/suggest?q=${encodeURIComponent(text.slice(0, at + 1))}`),
)
const [first] = paths
const answer = await fetch(`${platform.gatewayUrl}${first}`)
const { items } = (await answer.json()) as { items: unknown[] }
if (items.length === 0) throw new Error('nothing is suggested: no taxonomy has come')

const order = { url: platform.gatewayUrl, paths, seconds, perSecond: ASKED_A_SECOND }
await load(order)
const rounds: Round[] = []
const medians: number[] = []
for (let round = 0; round < roundsOf(values.rounds); round += 1) {
  const { p50, p99 } = await load(order)
  rounds.push({ ours: p99, limit: LIMIT_MS })
  medians.push(p50)
}
const what = `suggest: over HTTP at ${listings} ads, ${ASKED_A_SECOND}/s, p99 ms`
report(figureOf(what, rounds, commitOf()))
console.error(`p50 ${median(medians).toFixed(1)} ms`)
