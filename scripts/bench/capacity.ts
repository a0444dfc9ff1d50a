// Usage: node scripts/bench/capacity.ts   From what was measured of one action and one listing to
// what 10 million listings and 5 million people a month need: the tables of docs/capacity.md.
import { meanCost, podsFor, ratesOf, type Costs } from '../load/plan/capacity.ts'
import { PATHS } from '../load/plan/limits.ts'

/** CPU-ms, from the lines in docs/capacity.md: scripts/run-load <path> --cpu. */
const COSTS: Costs = {
  browse: {
    'gateway-pwa': 7.04,
    identity: 1.05,
    catalogue: 2.35,
    search: 7.95,
    'media-iq': 1.08,
    leads: 0.32,
    postgres: 2,
    kafka: 0.15,
    elasticsearch: 10.23,
    redis: 0.06,
    s3: 0.47,
  },
  search: {
    'gateway-pwa': 2.04,
    catalogue: 0.06,
    search: 3.16,
    notify: 0.11,
    kafka: 0.49,
    elasticsearch: 5.47,
  },
  otp: {
    'gateway-pwa': 5.38,
    identity: 10.87,
    catalogue: 1.45,
    search: 1.21,
    'media-iq': 0.4,
    notify: 7.91,
    chat: 1.58,
    leads: 1.54,
    fraud: 1.28,
    postgres: 9.28,
    kafka: 5.96,
    redis: 0.81,
  },
  publish: {
    'gateway-pwa': 9.84,
    identity: 12.9,
    catalogue: 9.05,
    search: 5.58,
    'media-iq': 2.9,
    notify: 7.3,
    chat: 1.47,
    leads: 2,
    fraud: 1.31,
    postgres: 16.94,
    kafka: 10.44,
    elasticsearch: 13.58,
    redis: 1.56,
  },
  chat: {
    'gateway-pwa': 17.06,
    identity: 3.76,
    catalogue: 0.37,
    search: 1.69,
    'media-iq': 4.08,
    notify: 7.71,
    chat: 22.88,
    leads: 9.19,
    fraud: 0.21,
    postgres: 29,
    kafka: 14.48,
    elasticsearch: 0.22,
    redis: 1.41,
  },
}

const MARKET = { monthlyUsers: 5e6, visitsAMonth: 6, actionsAVisit: 5, burst: 2 }
const LISTINGS = 10e6
const PHOTOS_A_LISTING = 8
/** As charts/pk-auto has them in production: the fewest, and how busy a pod may be. */
const [LEAST_PODS, BUSY] = [3, 0.65]
const SERVERS = ['postgres', 'kafka', 'elasticsearch', 'redis', 's3']

/** Bytes of one, with its indexes, as measured on the seeded market; see docs/capacity.md. */
const BYTES = {
  'Postgres of catalogue: listing': 1_281,
  'Postgres of catalogue: price history, 1.2 points': 179,
  'Postgres of search: search_doc': 3_316,
  'Postgres of media-iq: photos of a listing': 460,
  'index of Elasticsearch, without a replica': 903,
}
const PHOTO_BYTES = {
  'served: WebP in five sizes, JPEG in three': 369_046,
  'original as retained': 204_726,
}

const row = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const { mean, busiestHour, moment } = ratesOf(MARKET)
console.log('actions a second:')
row(['over the day', 'busiest hour', 'its moment'])
row([mean, busiestHour, moment].map((rate) => rate.toFixed(0)))

console.log('\nCPU-ms an action; cores and pods in the moment:')
row(['process', ...PATHS, 'mean', 'cores', 'pods'])
for (const [name, ms] of [...meanCost(COSTS)].toSorted(([, a], [, b]) => b - a)) {
  const cores = (ms * moment) / 1_000
  const pods = SERVERS.includes(name) ? '' : podsFor(cores, LEAST_PODS, BUSY)
  const cells = PATHS.map((path) => (COSTS[path][name] ?? 0).toFixed(1))
  row([name, ...cells, ms.toFixed(2), cores.toFixed(1), pods])
}
const total = [...meanCost(COSTS).values()].reduce((sum, ms) => sum + ms, 0)
const each = PATHS.map((path) =>
  Object.values(COSTS[path])
    .reduce((sum, ms) => sum + ms, 0)
    .toFixed(1),
)
row(['all', ...each, total.toFixed(2), ((total * moment) / 1_000).toFixed(1), ''])

console.log(`\nbytes of ${LISTINGS / 1e6} million listings:`)
for (const [what, bytes] of Object.entries(BYTES))
  row([what, bytes, `${((bytes * LISTINGS) / 1e9).toFixed(0)} GB`])
for (const [what, bytes] of Object.entries(PHOTO_BYTES))
  row([
    `${what}, ${PHOTOS_A_LISTING} photos`,
    bytes,
    `${((bytes * LISTINGS * PHOTOS_A_LISTING) / 1e12).toFixed(1)} TB`,
  ])
