// What the traces of a first sale show: which services call each other, and one publish from the
// visitor's POST through Postgres, outbox and Kafka to the index.
import { randomBytes, randomUUID } from 'node:crypto'
import { recordSpans, type RecordedSpan } from '@pk-auto/telemetry/memory-exporter'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { partOf, PROCESS_NAMES, type PartName } from '../parts.ts'
import { startPlatform } from '../platform.ts'
import { drawPicture } from '../seeds/pictures.ts'
import { signIn } from '../visitor.ts'
import { unregistered } from './registered-spans.ts'
import { serviceGraph } from './service-graph.ts'

const COROLLA = {
  make: 'toyota',
  model: 'corolla',
  generation: 'corolla-11th',
  year: 2016,
  price: { minor: 385_000_000, currency: 'PKR' },
  km: 92_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'multan',
  registrationCity: 'lahore',
  condition: 'used',
}
const STEPS = ['sign in', 'post', 'publish', 'find'] as const
type Step = (typeof STEPS)[number]

// Each step has a trace of its own, begun by the visitor.
const newTrace = () => ({
  traceId: randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
})
const traces = Object.fromEntries(STEPS.map((step) => [step, newTrace()])) as Record<
  Step,
  ReturnType<typeof newTrace>
>
const recorder = recordSpans()
const cleaning = new AsyncDisposableStack()
cleaning.use(recorder)
afterAll(() => cleaning.disposeAsync())

const spansOf = (step: Step): RecordedSpan[] =>
  recorder.spans().filter((span) => span.traceId === traces[step].traceId)
const has = (step: Step, service: string, kind: string, name: RegExp): boolean =>
  spansOf(step).some(
    (span) => span.service === service && span.kind === kind && name.test(span.name),
  )

let answered: number[] = []

beforeAll(async () => {
  const servers = inject('servers')
  const namespace = `t${randomBytes(5).toString('hex')}`
  cleaning.defer(() => dropDatabases({ servers, namespace }))
  const platform = cleaning.use(
    await startPlatform({
      servers,
      ports: await ownPorts(),
      profile: 'test',
      namespace,
      parts: PROCESS_NAMES,
    }),
  )
  const headers: Record<string, string> = {}
  const begin = (step: Step) => {
    headers['traceparent'] = `00-${traces[step].traceId}-${traces[step].spanId}-01`
  }

  begin('sign in')
  const seller = await signIn(platform.gatewayUrl, '+923004445566', { headers })

  begin('post')
  const photo = await seller.upload((await drawPicture(0, 7)).jpeg)
  await until('the photo is ready', async () => {
    const { body } = await seller.call<{ state: string }>('GET', `/api/v1/media/${photo}`)
    return body.state === 'ready'
  })
  const made = await seller.call<{ id: string }>(
    'POST',
    '/api/v1/listings',
    { ...COROLLA, photos: [photo] },
    { 'idempotency-key': randomUUID() },
  )

  begin('publish')
  const published = await seller.call(
    'POST',
    `/api/v1/listings/${made.body.id}/publish`,
    undefined,
    {
      'if-match': made.etag ?? '',
    },
  )
  await platform.settled()

  begin('find')
  const found = await until('a search finds the car', async () => {
    const answer = await seller.call<{ items: unknown[] }>('GET', '/api/v1/listings?make=toyota')
    return answer.body.items.length > 0 && answer
  })
  const page = await seller.call('GET', `/api/v1/listings/${made.body.id}`)
  answered = [made, published, found, page].map(({ status }) => status)
  await until('the last answer is closed', () => has('find', 'gateway-pwa', 'server', /:id/))
})

// Asked once and cached, so that which step asks depends on what ran before it.
const CACHED = /\/(GetTaxonomy|IssueActorToken)$/

// A gateway's spans carry its service name, `gateway-pwa`, which is its name in the list too.
function asksOf(name: string): readonly string[] {
  const part = partOf(name as PartName)
  return 'asks' in part ? part.asks : []
}

const SERVICE_GRAPH = `
sign in
  gateway-pwa → identity  rpc Identity/AcceptTerms
  gateway-pwa → identity  rpc Identity/RequestOtp
  gateway-pwa → identity  rpc Identity/VerifyOtp
  gateway-pwa → notify  rpc Notify/ListSandboxMessages
  identity → catalogue  topic identity.person.v1
  identity → chat  topic identity.person.v1
  identity → fraud  topic identity.person.v1
  identity → leads  topic identity.person.v1
  identity → media-iq  topic identity.person.v1
  identity → notify  rpc Notify/SendNow
  identity → notify  topic identity.person.v1
  identity → search  topic identity.person.v1
post
  catalogue → media-iq  topic catalogue.draft.v1
  gateway-pwa → catalogue  rpc Catalogue/CreateListing
  gateway-pwa → media-iq  rpc MediaIq/CompleteUpload
  gateway-pwa → media-iq  rpc MediaIq/GetOwnMedia
  gateway-pwa → media-iq  rpc MediaIq/SignUpload
  media-iq → search  topic media-iq.media.v1
publish
  catalogue → chat  topic catalogue.listing.v1
  catalogue → media-iq  rpc MediaIq/GetOwnMedia
  catalogue → media-iq  topic catalogue.listing.v1
  catalogue → search  topic catalogue.listing.v1
  gateway-pwa → catalogue  rpc Catalogue/PublishListing
  gateway-pwa → media-iq  rpc MediaIq/GetOwnMedia
find
  gateway-pwa → catalogue  rpc Catalogue/GetListingDetails
  gateway-pwa → catalogue  rpc Catalogue/GetOwnListings
  gateway-pwa → fraud  rpc Fraud/HiddenListings
  gateway-pwa → identity  rpc Identity/GetPeople
  gateway-pwa → media-iq  rpc MediaIq/GetOwnMedia
  gateway-pwa → search  rpc Search/GetListingPages
  gateway-pwa → search  rpc Search/SearchListings
`

test('the visitor got through every step', () => {
  expect(answered).toEqual([201, 200, 200, 200])
})

test('services call each other over gRPC and Kafka as in this graph', () => {
  const drawn = STEPS.flatMap((step) => [
    step,
    ...serviceGraph(recorder.spans(), traces[step].traceId)
      .filter((edge) => !CACHED.test(edge))
      .map((edge) => `  ${edge}`),
  ])
  expect(drawn.join('\n')).toBe(SERVICE_GRAPH.trim())
})

test('a part calls only what it asks by the list of parts', () => {
  const calls = STEPS.flatMap((step) => serviceGraph(recorder.spans(), traces[step].traceId))
    .filter((edge) => edge.includes('  rpc '))
    .map((edge) => edge.split(/ → | {2}/).slice(0, 2))
  const undeclared = calls.filter(([from = '', to = '']) => !asksOf(from).includes(to))
  expect(undeclared).toEqual([])
})

test('a publish is one trace, whose arrows show the way the fact went', () => {
  expect(has('publish', 'gateway-pwa', 'server', /publish/)).toBe(true)
  expect(has('publish', 'gateway-pwa', 'client', /PublishListing/)).toBe(true)
  expect(has('publish', 'catalogue', 'server', /PublishListing/)).toBe(true)
  expect(has('publish', 'catalogue', 'client', /UPDATE|INSERT/i)).toBe(true)
  expect(has('publish', 'catalogue', 'producer', /catalogue\.listing\.v1/)).toBe(true)
  expect(has('publish', 'search', 'consumer', /catalogue\.listing\.v1/)).toBe(true)
  expect(has('publish', 'search', 'client', /elasticsearch bulk/)).toBe(true)
  const known = new Set([traces.publish.spanId, ...spansOf('publish').map(({ spanId }) => spanId)])
  const orphans = spansOf('publish').filter(
    ({ parentSpanId }) => parentSpanId !== undefined && !known.has(parentSpanId),
  )
  expect(orphans.map(({ service, name }) => `${service} ${name}`)).toEqual([])
})

test('every span and every attribute of these traces stands in the registry', () => {
  expect(recorder.spans().length).toBeGreaterThan(100)
  expect(unregistered(recorder.spans())).toEqual([])
})
