// One mail over SMTP; in development into the sandbox's mailbox. What went wrong is an outcome.
import { newId } from '@pk-auto/kernel/id'
import nodemailer from 'nodemailer'
import type { Outcome } from '../../domain/news/delivery.ts'
import type { Mailbox } from '../sandbox-provider.ts'

export type Mail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly lang: string
  /** Where such mails are ended by one POST (RFC 8058). */
  readonly stopUrl?: string
}

export type Mailer = { readonly name: string; send(mail: Mail): Promise<Outcome> }

export type SmtpSettings = {
  /** smtp://user:password@host:port, or smtps:// */
  readonly url: string
  readonly from: string
  /** For a connection, and for its greeting; a server may be silent for twice as long later. */
  readonly timeoutMs: number
}

type SmtpError = {
  readonly responseCode?: number
  readonly code?: string
  readonly syscall?: string
  /** What the server was answering. */
  readonly command?: string
  readonly response?: string
  /** Of ETIMEDOUT: what took too long. */
  readonly timeoutType?: string
}

/** No such mailbox, said of the recipient: writing again would change nothing. */
const GONE = new Set([550, 551, 553])
/** RFC 3463: a policy of the server, which says nothing about the mailbox. */
const POLICY = /\b5\.7\.\d/
/** The server speaks of this mail; before these it speaks of us, or of itself. */
const OF_MAIL = /^(MAIL|RCPT|DATA)/
/** Before any text was on its way. A connection that breaks says nothing about when it did. */
const EARLY = new Set(['EDNS', 'ETLS', 'EAUTH', 'EENVELOPE', 'EMESSAGE', 'connect', 'getaddrinfo'])
const EARLY_TIMEOUTS = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'])

function outcomeOf({ responseCode, code = '', syscall = '', ...more }: SmtpError): Outcome {
  const { command = '', response = '', timeoutType = '' } = more
  if (responseCode !== undefined) {
    const isOfMailbox = command.startsWith('RCPT') && !POLICY.test(response)
    if (isOfMailbox && GONE.has(responseCode)) return { is: 'gone' }
    return { is: responseCode >= 500 && OF_MAIL.test(command) ? 'refused' : 'deferred' }
  }
  const isEarly = EARLY.has(code) || EARLY.has(syscall) || EARLY_TIMEOUTS.has(timeoutType)
  return { is: isEarly ? 'deferred' : 'unknown' }
}

export function smtpMailer({ url, from, timeoutMs }: SmtpSettings): Mailer {
  const transport = nodemailer.createTransport({
    ...{ url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs },
    // Longer: a greeting that does not come must end by its own limit, for then no mail was taken.
    socketTimeout: 2 * timeoutMs,
    // A template names no file and no address to fetch.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return {
    name: 'smtp',
    async send({ to, subject, text, html, lang, stopUrl }) {
      const stop = stopUrl !== undefined && {
        'List-Unsubscribe': `<${stopUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
      try {
        const headers = { 'Content-Language': lang, 'Auto-Submitted': 'auto-generated', ...stop }
        const sent = await transport.sendMail({ from, to, subject, text, html, headers })
        return { is: 'accepted', reference: sent.messageId }
      } catch (error) {
        return outcomeOf(error as SmtpError)
      }
    },
  }
}

/** What would have been sent is read at /dev/messages under the address. */
export const sandboxMailer = (put: Mailbox): Mailer => ({
  name: 'sandbox',
  async send({ to, subject, text }) {
    const id = newId()
    await put({ id, to, channel: 'email', text: `${subject}\n\n${text}`, code: undefined })
    return { is: 'accepted', reference: id }
  },
})
