// Codes and the sandbox's mailbox: proto in, command out. No rule lives here.
import { keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import { errors } from '../domain/errors.ts'
import type { NotifyDefinition, SendNowRequest } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { channelOf, langOf, type Template } from '../domain/message.ts'
import type { NotifyVerbs } from '../usecases/index.ts'

function templateOf({ template }: SendNowRequest): Template {
  if (template?.$case !== 'otp')
    throw errors.TEMPLATE_UNKNOWN(
      {},
      { fields: [{ path: 'template', code: 'TEMPLATE_UNKNOWN', message: 'is not known' }] },
    )
  return { name: 'otp', code: template.value.code, minutes: template.value.minutes }
}

export const sendingRpc = (
  use: Pick<NotifyVerbs, 'sendNow' | 'listSandboxMessages'>,
): Pick<Implementation<typeof NotifyDefinition>, 'sendNow' | 'listSandboxMessages'> => ({
  sendNow(request, call) {
    return use.sendNow(
      { actor: call.caller, ...keyOf(call) },
      {
        to: request.to,
        channel: channelOf(request.channel),
        lang: langOf(request.lang),
        template: templateOf(request),
      },
    )
  },

  async listSandboxMessages(request) {
    const messages = await use.listSandboxMessages(request)
    return { messages: messages.map((message) => ({ ...message, code: message.code ?? '' })) }
  },
})
