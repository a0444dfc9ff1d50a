// Proto in, command out, for everything a gateway asks of sample. No rule lives here.
import type { Call } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type { SampleDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample'
import { noteId } from '../domain/ids.ts'
import type { SampleVerbs } from '../usecases/index.ts'
import { noteMessage } from '../wire/note.ts'

// The server has checked that the key is there: the method's policy is keyed.
const keyOf = ({ method, idempotency }: Call) => ({
  method,
  key: idempotency?.key ?? '',
  sha256: idempotency?.sha256 ?? '',
})

export const notesRpc = (use: SampleVerbs): Implementation<typeof SampleDefinition> => ({
  createNote: async ({ title }, call) =>
    noteMessage(await use.createNote(call.actor, keyOf(call), title)),
  finishNote: async ({ id, expectedVersion }, { actor }) =>
    noteMessage(await use.finishNote(actor, { id: noteId(id), expectedVersion })),
  getOwnNotes: async ({ ids }, { actor }) => ({
    notes: (await use.getOwnNotes(actor, ids)).map(noteMessage),
  }),
})
