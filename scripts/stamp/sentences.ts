// What people read when a new service refuses: sentences for the sample's codes, without its noun.
import type { errors } from '../../services/_sample/src/domain/errors.ts'

type Sentences = Readonly<Record<keyof typeof errors, string>>

export const SENTENCES: Readonly<Record<'en' | 'ur', Sentences>> = {
  en: {
    INVALID_NOTE: 'Please check the marked fields',
    NOTE_NOT_FOUND: 'This does not exist',
    NOTE_NOT_OPEN: 'This is over and can no longer be changed',
  },
  ur: {
    INVALID_NOTE: 'نشان زدہ خانے دیکھ لیں',
    NOTE_NOT_FOUND: 'یہ موجود نہیں',
    NOTE_NOT_OPEN: 'یہ ختم ہو چکا ہے، اب بدلا نہیں جا سکتا',
  },
}
