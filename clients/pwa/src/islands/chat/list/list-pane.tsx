// The pane of the list: a field to look for words, and what was found or all conversations.
import type { Island } from '../../island.ts'
import type { Live } from '../use-live.ts'
import { ConversationList } from './conversation-list.tsx'
import { FoundMessages } from './found-messages.tsx'
import { useSearch } from './use-search.ts'

type Props = {
  readonly island: Island
  readonly live: Live
  readonly open: string | undefined
  readonly onOpen: (conv: string, seq?: number) => void
}

export const ListPane = ({ island, live, open, onOpen }: Props) => {
  const { t } = island
  const { query, onQuery, state } = useSearch(island)
  return (
    <>
      {live.state.rows.size > 0 && (
        <form class="seek" role="search" onSubmit={(event) => event.preventDefault()}>
          <input
            type="search"
            dir="auto"
            maxLength={100}
            value={query}
            aria-label={t('chat.search')}
            placeholder={t('chat.search')}
            onInput={({ currentTarget }) => onQuery(currentTarget.value)}
            data-testid="chat-search"
          />
        </form>
      )}
      <div class="scroll">
        {state === undefined ? (
          <ConversationList {...{ island, live, open, onOpen }} />
        ) : (
          <FoundMessages {...{ island, state, onOpen }} />
        )}
      </div>
    </>
  )
}
