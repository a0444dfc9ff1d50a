// WhatsApp by Meta's Cloud API: codes go out as an authentication template with a button that
// copies the code. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
import type { Lang } from '../../domain/message.ts'
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

export function metaWhatsappProvider(deps: {
  settings: MetaSettings
  template: MetaTemplate
  post: PostMessage
}): MessageProvider {
  const { url, phoneNumberId, accessToken } = deps.settings
  const { name, languages } = deps.template
  return {
    name: 'meta',
    send({ id, to, lang, code }, signal) {
      const parameters = [{ type: 'text', text: code ?? '' }]
      const components = [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
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
