// What people ask of their own notifications: proto in, command out. No rule lives here.
import type { Implementation } from '@pk-auto/grpc/server'
import { errors } from '@pk-auto/kernel/errors'
import type { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { notificationId, personIds } from '../domain/ids.ts'
import type { NotifyVerbs } from '../usecases/index.ts'
import {
  notificationMessage,
  preferencesMessage,
  unreadMessage,
  wishOf,
} from '../wire/preferences.ts'

const cursorOf = (place: bigint | undefined): string =>
  place === undefined ? '' : Buffer.from(String(place)).toString('base64url')

/** Empty text is the first page. @throws INVALID_CURSOR (invalid) */
function readCursor(text: string): bigint | undefined {
  if (text === '') return undefined
  const place = Buffer.from(text, 'base64url').toString('utf8')
  if (!/^[1-9]\d{0,17}$/.test(place)) throw errors.INVALID_CURSOR()
  return BigInt(place)
}

type Elsewhere = 'sendNow' | 'listSandboxMessages' | 'sendProof' | 'viewStop' | 'stopMail'
type Asked = Omit<Implementation<typeof NotifyDefinition>, Elsewhere>

export const centreRpc = (use: NotifyVerbs, pushKey: string): Asked => ({
  listNotifications: async ({ page }, { actor }) => {
    const after = readCursor(page?.after ?? '')
    const found = await use.listNotifications(actor, {
      ...{ limit: page?.limit ?? 20, ...(after !== undefined && { after }) },
    })
    const { items, unread, next } = found
    return { items: items.map(notificationMessage), unread, next: cursorOf(next) }
  },
  countUnread: async (_request, { actor }) => ({ notifications: await use.countUnread(actor) }),
  readUnreadOf: async ({ personIds: ids }) => ({
    people: (await use.readUnreadOf(personIds(ids))).map(unreadMessage),
  }),
  markRead: async ({ upTo }, { actor }) => {
    await use.markRead(actor, notificationId(upTo))
    return {}
  },
  getPreferences: async (_request, { actor }) =>
    preferencesMessage(await use.getPreferences(actor)),
  changePreferences: async (request, { actor }) =>
    preferencesMessage(await use.changePreferences(actor, wishOf(request))),
  getPushKey: async () => ({ key: pushKey }),
  subscribePush: async (subscription, { actor }) => {
    await use.subscribePush(actor, subscription)
    return {}
  },
  unsubscribePush: async ({ endpoint }, { actor }) => {
    await use.unsubscribePush(actor, endpoint)
    return {}
  },
})
