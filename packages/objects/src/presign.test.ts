// The signature is the one AWS prints in its own documentation, and it changes with every header it
// binds.
import { expect, test } from 'vitest'
import { escapedForS3, presign } from './presign.ts'

const signer = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const at = new Date('2013-05-24T00:00:00.000Z')
const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt')
const signatureOf = (address: string) => new URL(address).searchParams.get('X-Amz-Signature')

test('the example of the Signature V4 documentation comes out as printed there', () => {
  const address = presign({ method: 'GET', url, headers: {}, expiresS: 86_400, at }, signer)
  expect(signatureOf(address)).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  )
})

test('another type, size, checksum, key, time or end gives another signature', () => {
  const headers = {
    'content-type': 'image/jpeg',
    'content-length': '5',
    'x-amz-checksum-sha256': 'abc',
  }
  const terms = { method: 'PUT' as const, url, headers, expiresS: 60, at }
  const changed = [
    terms,
    { ...terms, headers: { ...headers, 'content-type': 'text/html' } },
    { ...terms, headers: { ...headers, 'content-length': '6' } },
    { ...terms, headers: { ...headers, 'x-amz-checksum-sha256': 'abd' } },
    { ...terms, url: new URL('https://examplebucket.s3.amazonaws.com/other.txt') },
    { ...terms, expiresS: 61 },
    { ...terms, at: new Date(at.getTime() + 1_000) },
  ].map((each) => signatureOf(presign(each, signer)))
  expect(new Set(changed).size).toBe(changed.length)
})

test('keys are encoded as S3 counts them', () => {
  expect(escapedForS3("a b(1)*'!~ی")).toBe('a%20b%281%29%2A%27%21~%DB%8C')
})
