// The compose file has every part, and whatever one waits for is there.
import { readFileSync } from 'node:fs'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { PART_NAMES, partOf } from '@pk-auto/platform/parts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { composeFile } from './compose-file.ts'

type Container = {
  image: string
  build: { dockerfile: string; args: { SERVICE: string } }
  environment: Record<string, string>
  command?: string[]
  depends_on: Record<string, { condition: string }>
}
const services = composeFile(portsAt(0)).services as Record<string, Container>
const { services: servers } = parse(readFileSync('docker-compose.yml', 'utf8')) as {
  services: Record<string, object>
}

test('every part is there, built by its own recipe from its folder', () => {
  for (const name of PART_NAMES) {
    const { image, build } = services[name]!
    expect(image).toBe(`pk-auto/${name}`)
    expect(readFileSync(build.dockerfile, 'utf8')).toContain('ARG SERVICE')
    expect(readFileSync(`${build.args.SERVICE}/src/main.ts`, 'utf8')).not.toBe('')
  }
})

test('a part waits for its migration, the topics and its servers', () => {
  const known = [...Object.keys(services), ...Object.keys(servers)]
  for (const name of PART_NAMES) {
    const waits = Object.keys(services[name]!.depends_on)
    expect(
      waits.filter((each) => !known.includes(each)),
      name,
    ).toEqual([])
    if (partOf(name).kind === 'service')
      expect(waits).toEqual(expect.arrayContaining([`${name}-migrate`, 'topics', 'kafka']))
  }
})

test('nobody listens to strangers, and only migrations know the owner of a database', () => {
  for (const [name, { environment, command = [] }] of Object.entries(services)) {
    expect(environment['HOST'], name).toBe('127.0.0.1')
    expect('DATABASE_OWNER_URL' in environment, name).toBe(command.includes('migrate'))
  }
})
