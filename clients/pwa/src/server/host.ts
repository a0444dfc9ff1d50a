// Whether a Host header can be the name of a site: only such a name may come into links.
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

const LABEL = '[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?'
const NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`, 'i')
const PARTS = /^(\[[^\]]+\]|[^:]*)(?::(\d{1,5}))?$/

/** True for a name or an address of at most 253 characters, with or without a port. */
export const isHost = (text: string): boolean => {
  const [, name = '', port] = PARTS.exec(text) ?? []
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false
  return name.startsWith('[') ? isIPv6(name.slice(1, -1)) : name.length <= 253 && NAME.test(name)
}

/** True when the request names exactly one host, and that can be one. */
export const namesOneHost = ({ headersDistinct }: IncomingMessage): boolean => {
  const hosts = headersDistinct['host'] ?? []
  return hosts.length === 1 && isHost(hosts[0] ?? '')
}
