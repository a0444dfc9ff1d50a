// Which servers come from the environment, and which are started here.
import { expect, test } from 'vitest'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { localUrls, urlsFromEnvironment } from './server-urls.ts'

test('an empty environment names no server', () => {
  expect(urlsFromEnvironment({ DATABASE_URL: '' })).toEqual({ given: [], urls: {} })
})

test('each server can come from the environment alone', () => {
  expect(urlsFromEnvironment({ KAFKA_BROKERS: 'a:9092, b:9092' })).toEqual({
    given: ['kafka'],
    urls: { kafkaBrokers: ['a:9092', 'b:9092'] },
  })
})

test('an S3 address without its keys is refused', () => {
  expect(() => urlsFromEnvironment({ S3_ENDPOINT: 'http://s3' })).toThrow('S3_ACCESS_KEY')
})

test('local addresses follow the port table and stay on loopback', () => {
  const urls = localUrls(portsAt(20_000))
  expect(urls.postgresUrl).toBe('postgres://postgres@127.0.0.1:25432/postgres')
  expect(urls.kafkaBrokers).toEqual(['127.0.0.1:29092'])
})
