// Addresses of one customer fall into one network, however they are spelled.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkOf } from './network.ts'

test('an address belongs to its /24 or /64, in whatever form it is written', () => {
  const networks = {
    '203.0.113.7': '203.0.113.0/24',
    '203.0.113.255': '203.0.113.0/24',
    '::ffff:203.0.113.7': '203.0.113.0/24',
    '::FFFF:cb00:7107': '203.0.113.0/24',
    '2001:db8:0:1::7': '2001:db8:0:1::/64',
    '2001:0DB8:0000:0001:ffff:ffff:ffff:ffff': '2001:db8:0:1::/64',
    '2001:db8:0:2::7': '2001:db8:0:2::/64',
    '2001:db8::1:0:0:7': '2001:db8:0:0::/64',
    'fe80::1%eth0': 'fe80:0:0:0::/64',
    '::1': '0:0:0:0::/64',
  }
  expect(Object.keys(networks).map((address) => networkOf(address))).toEqual(
    Object.values(networks),
  )
})

test('whatever a customer puts into the last 64 bits, the network stays the same', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
  fc.assert(
    fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), (host) => {
      expect(networkOf(`2001:db8:7:0:${host.join(':')}`)).toBe('2001:db8:7:0::/64')
    }),
  )
})

test('what is no address shares one network and never throws', () => {
  for (const text of [
    '',
    'unknown',
    '203.0.113',
    '203.0.113.7.1',
    '256.1.1.1',
    '[::1]',
    ':',
    '2001:db8::/64',
  ])
    expect(networkOf(text)).toBe('unknown')
  fc.assert(fc.property(fc.string(), (text) => networkOf(text).length > 0))
})
