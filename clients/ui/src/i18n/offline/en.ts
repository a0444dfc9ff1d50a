// What is read and written without a connection, in English.
export const offlineEn = {
  'offline.title': 'No connection',
  'offline.text':
    'This page is not saved on your phone. You can still read what you have opened before, and what you write is sent as soon as you are back online.',
  'offline.retry': 'Try again',
  'offline.ads': 'Cars you have opened',
  'offline.lists': 'Your last searches',
  'offline.apps': 'Your pages',
  'offline.nothing':
    'Nothing is saved on this phone yet. Open a car once and you will find it here.',
  'offline.copy': 'Saved on this phone {when}. We could not load the newest version of this page.',
  'offline.rows': 'No connection. This is your list as you last saw it.',
  'waiting.one':
    'No connection: 1 change is saved on this phone and will be sent when you are online.',
  'waiting.other':
    'No connection: {count} changes are saved on this phone and will be sent when you are online.',
  'waiting.signIn': 'Changes saved on this phone: {count}. Sign in to send them.',
  'waiting.refused': '{car}: not changed. {why}',
  'waiting.see': 'See how it is now',
  'waiting.discard': 'Drop my change',
  'waiting.heart': 'Saved on this phone. It will be on your list when you are online.',
  'waiting.heart.removed': 'Removed on this phone. It will leave your list when you are online.',
  'waiting.ad': 'No connection. Buyers will see this as soon as you are online.',
  'install.label': 'The app',
  'install.text': 'Put Automart on your phone: it opens from its icon, even without a connection.',
  'install.yes': 'Install',
  'install.no': 'Not now',
} as const
