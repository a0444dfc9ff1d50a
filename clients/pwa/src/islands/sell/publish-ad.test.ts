// Proves that a finished draft becomes one ad, whatever happened to it on the server meanwhile.
import { expect, test } from 'vitest'
import { addressOf } from '@pk-auto/client-api/address'
import type { Api } from '../../api/api.ts'
import { publishAd } from './publish-ad.ts'
import { EMPTY_WIZARD, wizardAfter, type Wizard } from './wizard-state.ts'

/** A server that answers by `METHOD path`, and what it was asked. */
function server(answers: Readonly<Record<string, object | number>>) {
  const asked: string[] = []
  const api = (async (name: string, call: { path?: Record<string, string> } = {}) => {
    const { method, url } = addressOf(name, call)
    const request = `${method} ${url.replace('/api/v1', '')}`
    asked.push(request)
    const answer = answers[request] ?? 404
    return typeof answer === 'number'
      ? { ok: false, problem: { status: answer, code: 'REFUSED' } }
      : { ok: true, value: answer, version: undefined }
  }) as Api
  return { api, asked }
}

async function published(before: Wizard, api: Api): Promise<Wizard> {
  let state = before
  await publishAd(before, {
    api,
    dispatch: (action) => (state = wizardAfter(state, action)),
  })
  return state
}

test('a draft that another person saved becomes an ad of this person', async () => {
  const { api, asked } = server({
    'POST /listings': { id: 'mine', version: 1 },
    'POST /listings/mine/publish': { id: 'mine', version: 2 },
  })
  const after = await published({ ...EMPTY_WIZARD, listing: { id: 'theirs', version: 1 } }, api)
  expect(asked).toEqual(['PATCH /listings/theirs', 'POST /listings', 'POST /listings/mine/publish'])
  expect(after).toMatchObject({ phase: 'published', listing: { id: 'mine', version: 2 } })
})

test('a refused edit of one’s own draft makes no second ad', async () => {
  const { api, asked } = server({ 'PATCH /listings/mine': 422 })
  expect(
    await published({ ...EMPTY_WIZARD, listing: { id: 'mine', version: 1 } }, api),
  ).toMatchObject({ phase: 'editing', failure: { status: 422 } })
  expect(asked).toEqual(['PATCH /listings/mine'])
})
