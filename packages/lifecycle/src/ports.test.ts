// The port table: nothing meets at any offset, and tests run next to `up`.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { portsAt, type Ports } from './ports.ts'

const all = (ports: Ports): number[] => [
  ...Object.values(ports.web),
  ...Object.values(ports.gateways),
  ports.media,
  ...Object.values(ports.services).flatMap(({ grpc, http }) => [grpc, http]),
  ...Object.values(ports.servers),
  ports.livekit,
]

test('without an offset the table is the one of the contract', () => {
  const ports = portsAt(0)
  expect(ports.servers).toEqual({
    postgres: 55_432,
    kafka: 59_092,
    elasticsearch: 59_200,
    redis: 56_379,
    s3: 59_000,
  })
  expect(ports.services.identity).toEqual({ grpc: 50_100, http: 50_200 })
  expect(ports.services.insights).toEqual({ grpc: 50_114, http: 50_214 })
  expect([ports.web.web, ports.gateways.pwa, ports.gateways.partner, ports.media]).toEqual([
    3000, 8080, 8085, 8090,
  ])
})

test('a port that would leave the range comes down by 50000', () => {
  const { servers, gateways, services } = portsAt(20_000)
  expect(servers).toEqual({
    postgres: 25_432,
    kafka: 29_092,
    elasticsearch: 29_200,
    redis: 26_379,
    s3: 29_000,
  })
  expect([gateways.pwa, services.catalogue.grpc]).toEqual([28_080, 20_101])
})

test('no two ports of a set meet, and every one exists, at any offset', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (hundreds) => {
      const ports = all(portsAt(hundreds * 100))
      expect(new Set(ports).size).toBe(ports.length)
      expect(ports.every((port) => port > 1024 && port <= 65_535)).toBe(true)
    }),
  )
})

test('tests and the running platform share no port', () => {
  const running = new Set(all(portsAt(0)))
  expect(all(portsAt(20_000)).filter((port) => running.has(port))).toEqual([])
})

test('an offset that is no whole number from 0 to 40000 is refused', () => {
  for (const offset of [-1, 0.5, Number.NaN, 40_001])
    expect(() => portsAt(offset)).toThrow(RangeError)
})
