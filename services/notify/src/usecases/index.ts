// Everything notify can do, on one page.
import { changePreferences } from './centre/change-preferences.ts'
import { countUnread } from './centre/count-unread.ts'
import { getPreferences, type PreferencesDeps } from './centre/get-preferences.ts'
import { listNotifications, type ListNotificationsDeps } from './centre/list-notifications.ts'
import { markRead, type MarkReadDeps } from './centre/mark-read.ts'
import { readUnreadOf, type ReadUnreadOfDeps } from './centre/read-unread-of.ts'
import { subscribePush, type SubscribePushDeps } from './centre/subscribe-push.ts'
import { unsubscribePush } from './centre/unsubscribe-push.ts'
import { byPhone, type ByPhoneDeps } from './deliveries/by-phone.ts'
import { deliverDue, type DeliverDueDeps } from './deliveries/deliver-due.ts'
import { measureOverdue, type MeasureOverdueDeps } from './deliveries/measure-overdue.ts'
import { listSandboxMessages, type ListSandboxMessagesDeps } from './list-sandbox-messages.ts'
import { sendProof, type SendProofDeps } from './mail/send-proof.ts'
import { stopMail, type StopMailDeps } from './mail/stop-mail.ts'
import { viewStop } from './mail/view-stop.ts'
import { recordNews, type RecordNewsDeps } from './news/record-news.ts'
import { followPeople, type FollowPeopleDeps } from './people/follow-people.ts'
import { sendNow, type SendNowDeps } from './send-now.ts'
import { sweepExpired, type SweepExpiredDeps } from './sweep-expired.ts'
import { takeReceipts, type TakeReceiptsDeps } from './take-receipts.ts'

/** What the verbs need between them; each names its own part. */
export type NotifyDeps = SendNowDeps &
  ListSandboxMessagesDeps &
  TakeReceiptsDeps &
  SendProofDeps &
  StopMailDeps &
  RecordNewsDeps &
  ByPhoneDeps &
  DeliverDueDeps &
  MeasureOverdueDeps &
  FollowPeopleDeps &
  ListNotificationsDeps &
  MarkReadDeps &
  ReadUnreadOfDeps &
  PreferencesDeps &
  SubscribePushDeps &
  SweepExpiredDeps

export type NotifyVerbs = ReturnType<typeof notifyVerbs>

const phoneWays = (deps: NotifyDeps) => ({
  sms: byPhone('sms', deps, sendNow(deps)),
  whatsapp: byPhone('whatsapp', deps, sendNow(deps)),
})

export const notifyVerbs = (deps: NotifyDeps) => ({
  // Codes, at once.
  sendNow: sendNow(deps),
  takeReceipts: takeReceipts(deps),
  listSandboxMessages: listSandboxMessages(deps),
  // By mail.
  sendProof: sendProof(deps),
  viewStop: viewStop(deps),
  stopMail: stopMail(deps),
  // News, from the topics of others.
  recordNews: recordNews(deps),
  deliverDue: deliverDue({ ...deps, ways: { ...deps.ways, ...phoneWays(deps) } }),
  measureOverdue: measureOverdue(deps),
  followPeople: followPeople(deps),
  // A person's own.
  listNotifications: listNotifications(deps),
  countUnread: countUnread(deps),
  readUnreadOf: readUnreadOf(deps),
  markRead: markRead(deps),
  getPreferences: getPreferences(deps),
  changePreferences: changePreferences(deps),
  subscribePush: subscribePush(deps),
  unsubscribePush: unsubscribePush(deps),
  sweepExpired: sweepExpired(deps),
})
