// The one table of ports: who listens where, shifted as a whole by an offset. Pure.

export type Gateway = 'pwa' | 'automart-app' | 'dealer-app' | 'technician-app' | 'admin' | 'partner'
export type Web = 'web' | 'admin-web' | 'dealer-web' | 'technician-web' | 'automart-web'

/** In the order in which house.md lists the services: the index is part of the port. */
export const SERVICES = [
  'identity',
  'catalogue',
  'search',
  'media-iq',
  'pricing-ml',
  'fraud',
  'leads',
  'chat',
  'calls',
  'payments',
  'bookings',
  'garage-jobs',
  'consult',
  'notify',
  'insights',
] as const
export type Service = (typeof SERVICES)[number]
/** services/_sample is no part of the platform; started alone it listens behind the services. */
export const SAMPLE = 'sample'

export type Ports = {
  readonly web: Readonly<Record<Web, number>>
  readonly gateways: Readonly<Record<Gateway, number>>
  readonly media: number
  readonly services: Readonly<
    Record<Service | typeof SAMPLE, { readonly grpc: number; readonly http: number }>
  >
  readonly servers: {
    readonly postgres: number
    readonly kafka: number
    readonly elasticsearch: number
    readonly redis: number
    readonly s3: number
  }
  readonly livekit: number
}

/** How far above its public port a gateway serves probes, metrics and its document. */
export const INTERNAL_ABOVE = 1_000

/** The last port TCP has. */
const LAST_PORT = 65_535

/**
 * 50000 + the usual port is how the high half of the table was chosen, so one that would leave the
 * range comes down by it: Postgres at +20000 is 25432.
 */
const COMES_DOWN_BY = 50_000

/**
 * The table at an offset (0 for `up`, 20000 for tests).
 * @throws RangeError for a negative, broken or too large offset
 */
export function portsAt(offset: number): Ports {
  if (!Number.isInteger(offset) || offset < 0 || offset > 40_000)
    throw new RangeError(`PORT_BASE_OFFSET must be a whole number from 0 to 40000, not ${offset}`)
  const at = (port: number) =>
    port + offset > LAST_PORT ? port + offset - COMES_DOWN_BY : port + offset
  return {
    web: {
      web: at(3000),
      'admin-web': at(3001),
      'dealer-web': at(3002),
      'technician-web': at(3003),
      'automart-web': at(3004),
    },
    gateways: {
      pwa: at(8080),
      'automart-app': at(8081),
      'dealer-app': at(8082),
      'technician-app': at(8083),
      admin: at(8084),
      partner: at(8085),
    },
    media: at(8090),
    services: servicePorts(at),
    servers: {
      postgres: at(55_432),
      kafka: at(59_092),
      elasticsearch: at(59_200),
      redis: at(56_379),
      s3: at(59_000),
    },
    livekit: at(57_880),
  }
}

function servicePorts(at: (port: number) => number): Ports['services'] {
  return Object.fromEntries(
    [...SERVICES, SAMPLE].map((name, i) => [name, { grpc: at(50_100 + i), http: at(50_200 + i) }]),
  ) as Ports['services']
}
