// What a language must have words for: every code. A missing sentence does not compile.
import type { BuiltInFieldCode } from '@pk-auto/http/problems/field-words'
import type { Sentence, Words } from '@pk-auto/http/problems/sentences'
import type { ErrorCode, FieldCode } from '@pk-auto/proto/error-codes'
import * as en from './en.ts'
import * as ur from './ur.ts'

export type Sentences = Readonly<Record<ErrorCode, Sentence>>

/** The codes that a schema finds by itself have their words, with bounds, in packages/http. */
export type FieldSentences = Readonly<Record<Exclude<FieldCode, BuiltInFieldCode>, string>>

export const WORDS: Words = {
  en: { sentences: en.sentences, fields: en.fieldSentences },
  ur: { sentences: ur.sentences, fields: ur.fieldSentences },
}
