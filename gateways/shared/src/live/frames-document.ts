// The frames as a document of the OpenAPI kind, for generators of clients; `scripts/gen` reads it.
import { z } from 'zod'
import { ClientFrame, ServerFrame } from './frames.ts'

export type FramesDocument = {
  readonly openapi: string
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

/** Schemas by name; those that they refer to come along. */
export function framesDocument(
  frames: Readonly<Record<string, z.ZodType>> = { ClientFrame, ServerFrame },
): FramesDocument {
  const schemas: Record<string, unknown> = {}
  for (const [name, frame] of Object.entries(frames)) {
    const { $schema: _, $defs, ...own } = z.toJSONSchema(frame)
    Object.assign(schemas, $defs, { [name]: own })
  }
  const document = JSON.stringify({
    ...{ openapi: '3.1.0', info: { title: 'Frames of the socket', version: '1' }, paths: {} },
    components: { schemas },
  })
  return JSON.parse(document.replaceAll('"#/$defs/', '"#/components/schemas/')) as FramesDocument
}
