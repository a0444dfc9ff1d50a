// What a note of the platform says, in the language of whoever reads it.
import type { Note } from '@pk-auto/client-live/core/notes'
import type { Translate } from '@pk-auto/ui/words'

export const noteText = (t: Translate, { code }: Pick<Note, 'code'>): string =>
  t(`chat.note.${code}`)
