// The most memory that this process has held.
import { readFileSync } from 'node:fs'

/**
 * In bytes. Linux is asked for this program's own: `maxRSS` begins with what the process that
 * started it held, so that a service of some size would end its decoder after every picture.
 */
export function peakRssBytes(): number {
  const own =
    process.platform === 'linux'
      ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
      : undefined
  // In kilobytes, both; some sandboxes do not say the first.
  return Number(own ?? process.resourceUsage().maxRSS) * 1024
}
