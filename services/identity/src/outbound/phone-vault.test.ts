// A sealed number opens only with its key and in its own row.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Phone } from '../domain/phone.ts'
import { phoneVault } from './phone-vault.ts'

const chance = { below: () => 0, bytes: (count: number) => randomBytes(count) }
const [old, fresh] = [
  { id: 'k1', bytes: randomBytes(32) },
  { id: 'k2', bytes: randomBytes(32) },
]
const indexKey = randomBytes(32)
const phone = '+923001234567' as Phone
const vault = phoneVault({ keys: [old], indexKey, chance })

test('a sealed number opens again and shows nothing of itself', () => {
  const sealed = vault.seal(phone, 'row-1')
  expect(vault.open(sealed, 'row-1')).toBe(phone)
  expect(Buffer.from(sealed.bytes).toString('latin1')).not.toContain('3001234567')
  expect(Buffer.from(vault.seal(phone, 'row-1').bytes).equals(sealed.bytes)).toBe(false)
})

test('a number moved to another row, or changed by one bit, does not open', () => {
  const sealed = vault.seal(phone, 'row-1')
  expect(() => vault.open(sealed, 'row-2')).toThrowError(/authenticate/)
  for (const at of [0, 20, 59, 61, sealed.bytes.byteLength - 1]) {
    const bent = { ...sealed, bytes: sealed.bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)) }
    expect(() => vault.open(bent, 'row-1')).toThrowError(/authenticate/)
  }
})

test('after a key change old numbers open and new ones use the new key', () => {
  const sealed = vault.seal(phone, 'row-1')
  const after = phoneVault({ keys: [fresh, old], indexKey, chance })
  expect(after.open(sealed, 'row-1')).toBe(phone)
  expect(after.seal(phone, 'row-1').keyId).toBe('k2')
  expect(after.index(phone)).toBe(vault.index(phone))
  expect(() => phoneVault({ keys: [fresh], indexKey, chance }).open(sealed, 'row-1')).toThrowError(
    'k1',
  )
})

test('the index of a number cannot be made without its key', () => {
  expect(phoneVault({ keys: [old], indexKey: randomBytes(32), chance }).index(phone)).not.toBe(
    vault.index(phone),
  )
})
