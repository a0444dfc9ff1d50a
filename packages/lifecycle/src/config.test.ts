// What a person reads when the configuration is wrong, and that a right one cannot change.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { loadConfig } from './config.ts'

const schema = z.object({
  DATABASE_URL: z.url(),
  GRPC_PORT: z.coerce.number().int().default(50_101),
  business: z.object({ listing: z.object({ expiryDays: z.number().int().positive() }) }),
})

function yaml(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'catalogue.yaml')
  writeFileSync(file, text)
  return file
}

test('business values come from YAML, the rest from the environment, all frozen', () => {
  const config = loadConfig(schema, {
    yamlFile: yaml('listing:\n  expiryDays: 60 # days\n'),
    env: { DATABASE_URL: 'postgres://x/y', GRPC_PORT: '' },
  })
  expect(config).toEqual({
    DATABASE_URL: 'postgres://x/y',
    GRPC_PORT: 50_101,
    business: { listing: { expiryDays: 60 } },
  })
  expect(Object.isFrozen(config.business.listing)).toBe(true)
})

test('every missing key is named with the place where it is set, and no value is shown', () => {
  const wrong = () =>
    loadConfig(schema, {
      yamlFile: yaml('listing: {}\n'),
      env: { DATABASE_URL: 'secret-but-no-url' },
    })
  expect(wrong).toThrowError(/DATABASE_URL: .*; set the environment variable DATABASE_URL/)
  expect(wrong).toThrowError(/listing\.expiryDays: .*; set it in .*catalogue\.yaml/)
  expect(wrong).not.toThrowError(/secret-but/)
})
