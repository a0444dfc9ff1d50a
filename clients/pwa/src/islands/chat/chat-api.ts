// The gateway as the client of live chats wants it.
import { apiIn } from '@pk-auto/client-api/client'
import type { Answer, Problem } from '@pk-auto/client-api/problem'
import { contentOf } from '@pk-auto/client-live/core/content'
import type { ChatApi, Flag, Outcome, Refusal } from '@pk-auto/client-live/ports'
import type { Api } from '../../api/api.ts'

const refusalOf = ({ status, code, retryAfter }: Problem): Refusal => ({
  ...{ status, code },
  ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1_000 }),
})
const outcome = <T>(answer: Answer<T>): Outcome<T> =>
  answer.ok ? answer : { ok: false, ...refusalOf(answer.problem) }

const LIST_PAGE = 30

/**
 * Everything in the name of this person alone: each request says so, and when somebody else is
 * signed in by now nothing happens.
 */
export function chatApi(lang: string, person: string): ChatApi {
  const api: Api = apiIn(lang, person)
  return {
    async ticket() {
      const me = await api('GET /me')
      if (!me.ok) return outcome(me)
      if (me.value.id !== person) return { ok: false, status: 401, code: 'ANOTHER_PERSON' }
      return outcome(await api('POST /live/ticket'))
    },
    list: async (range) =>
      outcome(await api('GET /chat/conversations', { query: { limit: LIST_PAGE, ...range } })),
    row: async (id) => outcome(await api('GET /chat/conversations/{id}', { path: { id } })),
    events: async (id, query) =>
      outcome(await api('GET /chat/conversations/{id}/events', { path: { id }, query })),
    send: async (entry) =>
      outcome(
        await api('POST /chat/conversations/{id}/messages', {
          path: { id: entry.conv },
          body: { clientId: entry.clientId, ...contentOf(entry) },
        }),
      ),
    async upload(attached, onProgress, signal) {
      const { uploadFile } = await import('./files/upload-file.ts')
      return uploadFile(api, attached, onProgress, signal)
    },
    edit: async (id, seq, text) =>
      outcome(
        await api('PATCH /chat/conversations/{id}/messages/{seq}', {
          path: { id, seq },
          body: { text },
        }),
      ),
    remove: async (id, seq) =>
      outcome(await api('DELETE /chat/conversations/{id}/messages/{seq}', { path: { id, seq } })),
    read: async (id, seq) =>
      outcome(await api('POST /chat/conversations/{id}/read', { path: { id }, body: { seq } })),
    flag: async (id, flag: Flag, on) =>
      outcome(
        on
          ? await api(`POST /chat/conversations/{id}/${flag}`, { path: { id } })
          : await api(`DELETE /chat/conversations/{id}/${flag}`, { path: { id } }),
      ),
  }
}
