// Proofs by mail and the links that end mails: proto in, command out. No rule lives here.
import { keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { langOf } from '../domain/message.ts'
import type { NotifyVerbs } from '../usecases/index.ts'

type Methods = 'sendProof' | 'viewStop' | 'stopMail'
type MailRpc = Pick<Implementation<typeof NotifyDefinition>, Methods>

export const mailRpc = (use: Pick<NotifyVerbs, Methods>): MailRpc => ({
  sendProof: async ({ to, lang, token }, call) =>
    use.sendProof({ actor: call.caller, ...keyOf(call) }, { to, lang: langOf(lang), token }),
  viewStop: async ({ token }) => use.viewStop(token),
  stopMail: async ({ token }) => use.stopMail(token),
})
