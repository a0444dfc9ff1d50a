// The most memory that this process has held.
import { readFileSync } from 'node:fs'

/**
 * In bytes. Linux is asked for this program's own: `maxRSS` begins with what the process that
 * started it held, so that a service of some size would end its decoder after every picture.
 */
export function peakRssBytes(): number {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
      : process.resourceUsage().maxRSS
  return Number(kilobytes) * 1024
}
