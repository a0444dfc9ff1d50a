// Opening the newest page of notifications marks them as read.
import { readIsland } from '../islands/island.ts'
import { showNews } from './unread.ts'

const newest = document.querySelector<HTMLElement>('[data-newest]')?.dataset['newest']
if (newest !== undefined)
  void readIsland()
    .api('POST /me/notifications/read', { body: { upTo: newest } })
    .then((answer) => answer.ok && showNews(0))
