// Everything that is asked of notify.
import type { Implementation } from '@pk-auto/grpc/server'
import type { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import type { NotifyVerbs } from '../usecases/index.ts'
import { centreRpc } from './rpc-centre.ts'
import { mailRpc } from './rpc-mail.ts'
import { sendingRpc } from './rpc-sending.ts'

export const notifyRpc = (
  use: NotifyVerbs,
  pushKey: string,
): Implementation<typeof NotifyDefinition> => ({
  ...sendingRpc(use),
  ...mailRpc(use),
  ...centreRpc(use, pushKey),
})
