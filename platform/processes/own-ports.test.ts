// The ports of a test platform: no two of its own, and none that another worker may take.
import { describe, expect, test } from 'vitest'
import { INTERNAL_ABOVE } from '@pk-auto/lifecycle/ports'
import { freePorts } from './own-ports.ts'

describe('the ports of a test platform', () => {
  test('are given out once, those above gateways too', async () => {
    const [single, pairs] = await Promise.all([freePorts(200), freePorts(200, INTERNAL_ABOVE)])
    const all = [...single, ...pairs, ...pairs.map((port) => port + INTERNAL_ABOVE)]
    expect(new Set(all).size).toBe(600)
  })

  test('all have the remainder of this worker', async () => {
    const remainders = new Set((await freePorts(50, INTERNAL_ABOVE)).map((port) => port % 8))
    expect([...remainders]).toEqual([Number(process.env['VITEST_POOL_ID']) % 8])
  })
})
