// A person's city is one of the taxonomy's, as far as anybody can say: identity knows no taxonomy,
// and this gateway has a copy.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { seller } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

async function changeCity(fixture: GatewayFixture, city: string, lang = 'en') {
  const who = await seller(fixture.port)
  const { body } = await who.call<{ version: number }>('GET', '/api/v1/me')
  return who.call(
    'PATCH',
    '/api/v1/me',
    { city },
    { 'if-match': `"${body.version}"`, 'accept-language': lang },
  )
}

test('an unknown city is refused in the reader’s language, a known one taken', async () => {
  await using fixture = await startGatewayFixture()
  const refused = {
    status: 422,
    body: { code: 'PROFILE_INVALID', errors: [{ path: 'city', code: 'CITY_INVALID' }] },
  }
  expect(await changeCity(fixture, 'atlantis')).toMatchObject(refused)
  expect(await changeCity(fixture, 'atlantis', 'ur')).toMatchObject({
    body: { errors: [{ message: 'یہ شہر ہماری فہرست میں نہیں؛ فہرست سے کوئی شہر چنیں' }] },
  })
  expect(await changeCity(fixture, 'multan')).toMatchObject({
    status: 200,
    body: { city: 'multan' },
  })
})

test('without a copy of the taxonomy any city of the right form is taken', async () => {
  await using fixture = await startGatewayFixture()
  fixture.catalogue.getTaxonomy = () =>
    Promise.reject(new DomainError('unavailable', 'UNAVAILABLE'))
  expect(await changeCity(fixture, 'atlantis')).toMatchObject({
    status: 200,
    body: { city: 'atlantis' },
  })
})
