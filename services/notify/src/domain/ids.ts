// The ids of notify, made nominal where they enter.
import { isId } from '@pk-auto/kernel/id'
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'

export type PersonId = Nominal<string, 'PersonId'>
export type NotificationId = Nominal<string, 'NotificationId'>
export type DeliveryId = Nominal<string, 'DeliveryId'>
export type SubscriptionId = Nominal<string, 'SubscriptionId'>

/** @throws NOTIFICATION_NOT_FOUND: what is no id names nothing */
export function notificationId(text: string): NotificationId {
  if (!isId(text)) throw errors.NOTIFICATION_NOT_FOUND({ notificationId: text.slice(0, 40) })
  return text as NotificationId
}

/** What is no id names nobody. */
export const personIds = (texts: readonly string[]): PersonId[] => texts.filter(isId) as PersonId[]
