// Where a code that was really sent is read: development's sandbox, or whatever receives the
// messages of a number of ours and answers in the same form.

type Message = { readonly id: string; readonly text: string; readonly code?: string }

export type Inbox = {
  /** Its newest message, to know a newer one by. */
  newest(): Promise<Message | undefined>
}

/**
 * `GET <address>?to=<number>` answers `{ items: [{ id, text, code? }] }`, newest first; `token`
 * goes along as a bearer's. Without `code` the six digits of the text are it.
 */
export const inboxAt = (address: string, phone: string, token?: string): Inbox => ({
  async newest() {
    const url = new URL(address)
    url.searchParams.set('to', phone)
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`the inbox of codes answered ${response.status}`)
    return ((await response.json()) as { items: readonly Message[] }).items[0]
  },
})

/** The code in a message, if it holds one. */
export const codeIn = ({ code, text }: Message): string | undefined =>
  code ?? /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]
