// The mails as files: what stands in double braces is filled in, escaped where it is HTML.
import { readFileSync } from 'node:fs'
import { LANGS, type Lang } from '../../domain/message.ts'

const FOLDER = new URL('../../../templates/mail/', import.meta.url)
const NAMES = ['notice', 'proof'] as const
export type TemplateName = (typeof NAMES)[number]
export type Filled = { readonly subject: string; readonly text: string; readonly html: string }
type Values = Readonly<Record<string, string>>

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => ESCAPES[each] ?? each)
/** A header is one line, whatever a title holds. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function fill(template: string, values: Values, write: (text: string) => string): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`a mail names {{${name}}}, which nobody fills in`)
    return write(value)
  })
}

/** Reads all of them now: a missing one is found at start. The text's first line is the subject. */
export function mailTemplates(): (name: TemplateName, lang: Lang, values: Values) => Filled {
  const read = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8')
  const files = new Map(
    NAMES.flatMap((name) =>
      LANGS.map((lang): [string, { text: string; html: string }] => [
        `${name}.${lang}`,
        { text: read(`${name}.${lang}.txt`), html: read(`${name}.${lang}.html`) },
      ]),
    ),
  )
  return (name, lang, values) => {
    const { text, html } = files.get(`${name}.${lang}`) ?? { text: '', html: '' }
    const [subject = '', ...body] = fill(text, values, (value) => value).split('\n')
    return {
      subject: oneLine(subject),
      text: body.join('\n').trim(),
      html: fill(html, values, escaped),
    }
  }
}
