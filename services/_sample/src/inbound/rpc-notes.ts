// Proto in, command out, for everything a gateway asks of sample. No rule lives here.
import { keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type { SampleDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample'
import { noteId } from '../domain/ids.ts'
import type { SampleVerbs } from '../usecases/index.ts'
import { noteMessage } from '../wire/note.ts'

export const notesRpc = (use: SampleVerbs): Implementation<typeof SampleDefinition> => ({
  createNote: async ({ title }, call) =>
    noteMessage(await use.createNote(call.actor, keyOf(call), title)),
  finishNote: async ({ id, expectedVersion }, { actor }) =>
    noteMessage(await use.finishNote(actor, { id: noteId(id), expectedVersion })),
  getOwnNotes: async ({ ids }, { actor }) => ({
    notes: (await use.getOwnNotes(actor, ids)).map(noteMessage),
  }),
})
