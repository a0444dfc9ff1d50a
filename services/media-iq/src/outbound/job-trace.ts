// The trace of a job: it continues that of the request which queued it.
import { contextFromTraceparent } from '@pk-auto/telemetry/propagation'
import { withSpan } from '@pk-auto/telemetry/tracer'
import type { DevelopPictureDeps } from '../usecases/develop-picture.ts'

export const jobTrace =
  (service: string): DevelopPictureDeps['inTrace'] =>
  ({ traceparent }, work) =>
    withSpan(
      service,
      'job',
      { subject: 'develop', parent: contextFromTraceparent(traceparent) },
      work,
    )
