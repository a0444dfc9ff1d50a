// What is read and written without a connection, in English.
export const offlineEn = {
  'offline.title': 'No connection',
  'offline.text':
    'This page is not on your phone yet. What you have opened before can still be read, and what you write is sent as soon as you are back online.',
  'offline.retry': 'Try again',
  'offline.ads': 'Cars you have opened',
  'offline.lists': 'Your last searches',
  'offline.apps': 'Yours',
  'offline.nothing': 'Nothing is stored on this device yet. Open a car once, and it waits here.',
  'offline.copy': 'Stored on this phone {when}. We could not load the newest version of this page.',
  'offline.rows': 'No connection. This is how your list was when you last opened it.',
  'waiting.one':
    'No connection: 1 change waits on this phone and is sent as soon as you are online.',
  'waiting.other':
    'No connection: {count} changes wait on this phone and are sent as soon as you are online.',
  'waiting.signIn': 'Changes that wait on this phone: {count}. Sign in and they are sent.',
  'waiting.refused': '{car}: not changed. {why}',
  'waiting.see': 'See it as it is now',
  'waiting.discard': 'Forget my change',
  'waiting.heart': 'Saved on this phone. It reaches your list as soon as you are online.',
  'waiting.heart.removed': 'Removed on this phone. Your list follows as soon as you are online.',
  'waiting.ad': 'Waiting for a connection. Buyers see it as soon as you are online.',
  'install.label': 'The app',
  'install.text': 'Put Automart on your phone: it opens from its icon, also without a connection.',
  'install.yes': 'Install',
  'install.no': 'Not now',
} as const
