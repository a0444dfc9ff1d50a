// The network an address belongs to: what one customer of a provider can change at will within.
import type { Brand } from '@pk-auto/kernel/brand'

/** A /24 or an IPv6 /64 as text, `203.0.113.0/24` or `2001:db8:0:1::/64`. */
export type Network = Brand<string, 'Network'>

/** Requests without a readable address share one network: nobody gains by hiding it. */
const UNKNOWN = 'unknown' as Network

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/
const IPV6_LETTERS = /^[\da-f:.]+$/i
const urlOf = (address: string): string => `http://[${address}]`
const isIPv6 = (text: string): boolean => IPV6_LETTERS.test(text) && URL.canParse(urlOf(text))

/** The eight groups, in the URL standard's spelling: lower case, no leading zeros, no dots. */
function groupsOf(address: string): string[] {
  const [head = '', tail = ''] = new URL(urlOf(address)).hostname.slice(1, -1).split('::')
  const split = (half: string) => half.split(':').filter((group) => group !== '')
  const [left, right] = [split(head), split(tail)]
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
}

const networkOfIPv4 = (bytes: readonly (number | string)[]): Network =>
  `${bytes.slice(0, 3).join('.')}.0/24` as Network

/** Never throws. `::ffff:203.0.113.7`, an IPv4 caller on a dual-stack socket, is IPv4. */
export function networkOf(address: string): Network {
  const [plain = ''] = address.split('%')
  if (IPV4.test(plain)) return networkOfIPv4(plain.split('.'))
  if (!isIPv6(plain)) return UNKNOWN
  const groups = groupsOf(plain)
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
    const bytes = groups.slice(6).flatMap((group) => {
      const value = Number.parseInt(group, 16)
      return [value >> 8, value & 255]
    })
    return networkOfIPv4(bytes)
  }
  return `${groups.slice(0, 4).join(':')}::/64` as Network
}
