// The gateway as the client of live chats wants it.
import type { Api } from '@pk-auto/client-api/client'
import type { Answer, Problem } from '@pk-auto/client-api/problem'
import type { paths } from '@pk-auto/client-api/pwa.gen'
import { contentOf } from './core/content.ts'
import type { ChatApi, Flag, Outcome, Refusal } from './ports.ts'

const refusalOf = ({ status, code, retryAfter }: Problem): Refusal => ({
  ...{ status, code },
  ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1_000 }),
})
const outcome = <T>(answer: Answer<T>): Outcome<T> =>
  answer.ok ? answer : { ok: false, ...refusalOf(answer.problem) }

const LIST_PAGE = 30

/** `api`: in the name of this person alone; when somebody else is signed in nothing happens. */
export function chatApi(api: Api<paths>, person: string, upload: ChatApi['upload']): ChatApi {
  return {
    upload,
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
