// The work on a picture belongs to the trace of the upload that asked for it.
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { mediaFixture } from './media-fixture.ts'
import { photo } from './pictures.ts'

test('a picture is developed, and its event sent, in the trace of its upload', async () => {
  await using fixture = await mediaFixture()
  await using media = await fixture.start()
  using recorder = recordSpans()
  const ali = fixture.person()
  await media.complete(ali, await media.send(ali, await photo()))
  await media.settled()
  const named = (kind: string, name: RegExp) =>
    until(String(name), () =>
      recorder.spans().find((span) => span.kind === kind && name.test(span.name)),
    )
  const upload = await named('server', /CompleteUpload$/)
  const work = await named('consumer', /^job develop$/)
  expect(work).toMatchObject({
    service: 'media-iq',
    traceId: upload.traceId,
    parentSpanId: upload.spanId,
  })
  expect(await named('producer', /^publish media-iq\.media\.v1$/)).toMatchObject({
    traceId: upload.traceId,
    parentSpanId: work.spanId,
  })
})
