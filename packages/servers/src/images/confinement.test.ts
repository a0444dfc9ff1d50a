// What the kernel's own words say of a process that is shut in, and of one that is not.
import { expect, test } from 'vitest'
import { confinementOf, readConfinement } from './confinement.ts'

const status = (uid: number, bits: string, noNewPrivs: number) => `Name:\tnode
Uid:\t${uid}\t${uid}\t${uid}\t${uid}
CapInh:\t0000000000000000
CapPrm:\t${bits}
CapEff:\t${bits}
CapBnd:\t${bits}
CapAmb:\t0000000000000000
NoNewPrivs:\t${noNewPrivs}
`
const mount = (place: string, options: string) =>
  `89 27 254:0 /store/merged ${place} ${options} - ext4 /dev/vda rw`

test('a program without any right on a read-only root is shut in', () => {
  const mounts = [mount('/', 'rw,relatime'), mount('/', 'ro,relatime'), mount('/tmp', 'rw')]
  expect(readConfinement(status(1_000, '0000000000000000', 1), mounts.join('\n'))).toEqual({
    uid: 1_000,
    capabilities: 0n,
    mayGainPrivileges: false,
    readOnlyRoot: true,
  })
})

test('root with a root of its own to write in is not', () => {
  const mounts = [mount('/', 'rw,relatime'), mount('/tmp', 'ro')]
  expect(readConfinement(status(0, '000001ffffffffff', 0), mounts.join('\n'))).toEqual({
    uid: 0,
    capabilities: 0x1ff_ffff_ffffn,
    mayGainPrivileges: true,
    readOnlyRoot: false,
  })
})

test.skipIf(process.platform !== 'linux')('this very process may write somewhere', () => {
  expect(confinementOf(process.pid).uid).toBe(process.getuid?.())
})
