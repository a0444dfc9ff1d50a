// What the kernel says of a running process: whose it is, what it may, whether its root is read
// only.
import { readFileSync } from 'node:fs'

export type Confinement = {
  readonly uid: number
  /** Bits of all capabilities it has or could gain. */
  readonly capabilities: bigint
  readonly mayGainPrivileges: boolean
  readonly readOnlyRoot: boolean
}

/** @throws Error when there is no such process */
export const confinementOf = (pid: number): Confinement =>
  readConfinement(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
    readFileSync(`/proc/${pid}/mountinfo`, 'utf8'),
  )

/** From `status` and `mountinfo` as the kernel writes them. Pure. */
export function readConfinement(status: string, mountinfo: string): Confinement {
  const field = (name: string): string =>
    new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? ''
  const bits = (name: string): bigint => BigInt(`0x${field(name) || '0'}`)
  // Of what is mounted on one place the last is on top. Field 5 is the place, 6 its options.
  const root = mountinfo
    .split('\n')
    .map((line) => line.split(' '))
    .findLast(([, , , , place]) => place === '/')
  return {
    uid: Number(field('Uid')),
    capabilities:
      bits('CapPrm') | bits('CapEff') | bits('CapInh') | bits('CapBnd') | bits('CapAmb'),
    mayGainPrivileges: field('NoNewPrivs') !== '1',
    readOnlyRoot: root?.[5]?.split(',').includes('ro') ?? false,
  }
}
