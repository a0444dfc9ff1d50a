// Opening the newest page of notifications marks them as read.
import { readIsland } from '../../islands/island.ts'
import { showNews } from './unread.ts'

const list = document.querySelector<HTMLElement>('[data-newest]')
const upTo = list?.dataset['newest']
if (list && upTo !== undefined)
  void readIsland()
    .api('POST /me/notifications/read', { body: { upTo } })
    .then((answer) => {
      if (!answer.ok) return
      list.dataset['read'] = ''
      showNews(0)
    })
