// What an upload asks for again when it goes on after a cut.
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import type { Api } from '../../../api/api.ts'
import { EMPTY_WIZARD, type Wizard, wizardAfter } from '../wizard-state.ts'
import type { WizardPhoto } from './photo-state.ts'
import { createUploader } from './uploader.ts'

const SENT: WizardPhoto = {
  ...{ id: 'p1', name: 'front.jpg', key: 'k1', mediaId: 'm1', sent: true, tries: 0 },
  phase: { at: 'waiting', notBefore: 0 },
}

/** Goes on with a photo whose bytes had arrived; the calls until it is ready. */
async function callsFrom(state: 'signed' | 'processing' | 'ready'): Promise<readonly string[]> {
  const calls: string[] = []
  let media = state
  const api = (call: string) => {
    calls.push(call)
    if (call.startsWith('POST')) media = 'ready'
    return Promise.resolve({ ok: true, value: { id: 'm1', state: media } })
  }
  let wizard: Wizard = { ...EMPTY_WIZARD, photos: [SENT] }
  const uploader = createUploader({
    api: api as unknown as Api,
    store: () => ({}) as never,
    dispatch: (action) => {
      wizard = wizardAfter(wizard, action)
      // The decoder is done by the next look.
      if (media === 'processing') media = 'ready'
      uploader.pump(wizard)
    },
  })
  uploader.pump(wizard)
  await until('the photo is ready', () => wizard.photos[0]?.phase.at === 'ready')
  return calls
}

test('what was completed before a cut is not completed again', async () => {
  expect(await callsFrom('processing')).not.toContain('POST /media/{id}/complete')
  expect(await callsFrom('ready')).toEqual(['GET /media/{id}'])
})

test('what was sent and not completed is completed once', async () => {
  expect(await callsFrom('signed')).toEqual(['GET /media/{id}', 'POST /media/{id}/complete'])
})
