// WhatsApp by Meta's Cloud API, which takes approved templates only: a code goes out as an
// authentication template with a button that copies it, a notice as a utility template with a
// button that leads to its page.
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
import type { Lang, Template } from '../../domain/message.ts'
import type { MessageProvider } from '../../usecases/hand-over.ts'
import type { AnswerReader, PostMessage } from './post-message.ts'

export type MetaSettings = {
  /** With the version of the API. */
  readonly url: string
  readonly phoneNumberId: string
  readonly accessToken: string
}

/** A template as it was approved. */
export type MetaTemplate = { readonly name: string; readonly languages: Record<Lang, string> }

export type MetaTemplates = Readonly<Record<Template['name'], MetaTemplate>>

/** Not on WhatsApp, ourselves, or outside of what a test account may write to. */
const NUMBER_CODES: ReadonlySet<unknown> = new Set([131021, 131026, 131030])

const READER: AnswerReader = {
  reference: (body) => {
    const { messages = [] } = (body ?? {}) as { messages?: readonly { id?: unknown }[] }
    const id = messages[0]?.id
    return typeof id === 'string' ? id : undefined
  },
  error: (body) => {
    const { error } = (body ?? {}) as { error?: { code?: unknown } }
    return error && { isNumber: NUMBER_CODES.has(error.code) }
  },
}

/** Meta takes neither line ends nor many spaces in a row. */
const parameter = (text: string) => ({ type: 'text', text: text.replace(/\s+/g, ' ').trim() })

/** The address of a notice's button begins in the template with our origin and a slash. */
const parametersOf = (template: Template): { body: readonly string[]; button: string } =>
  template.name === 'otp'
    ? { body: [template.code], button: template.code }
    : {
        body: [template.title, template.body],
        button: new URL(template.url).pathname.slice(1),
      }

export function metaWhatsappProvider(deps: {
  settings: MetaSettings
  templates: MetaTemplates
  post: PostMessage
}): MessageProvider {
  const { url, phoneNumberId, accessToken } = deps.settings
  return {
    name: 'meta',
    send({ id, to, lang, template }, signal) {
      const { name, languages } = deps.templates[template.name]
      const { body, button } = parametersOf(template)
      const components = [
        { type: 'body', parameters: body.map(parameter) },
        { type: 'button', sub_type: 'url', index: '0', parameters: [parameter(button)] },
      ]
      return deps.post(
        {
          url: `${url}/${phoneNumberId}/messages`,
          authorization: `Bearer ${accessToken}`,
          body: {
            messaging_product: 'whatsapp',
            recipient_type: 'individual',
            to: to.slice(1),
            type: 'template',
            template: { name, language: { code: languages[lang] }, components },
            biz_opaque_callback_data: id,
          },
        },
        READER,
        signal,
      )
    },
  }
}
