// A small form for what an ad says about the car.
import { langOf } from '@pk-auto/ui/locale'
import { holdsPhone } from '@pk-auto/ui/phone-in-text'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Island } from '../island.ts'

const MOST_LETTERS = 5_000

type Props = {
  readonly island: Island
  readonly before: string
  readonly busy: boolean
  readonly onSave: (description: { text: string; lang: 'en' | 'ur' } | null) => void
  readonly onCancel: () => void
}

export const TextForm = ({ island, before, busy, onSave, onCancel }: Props) => {
  const { t } = island
  const [text, setText] = useState(before)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <form
      class="price-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const typed = text.trim()
        onSave(typed === '' ? null : { text: typed, lang: langOf(typed) })
      }}
    >
      <label class="field">
        <span>{t('sell.description')}</span>
        <textarea
          ref={box}
          dir="auto"
          rows={5}
          maxLength={MOST_LETTERS}
          value={text}
          aria-describedby="text-hint"
          onInput={(event) => setText(event.currentTarget.value)}
          data-testid="text-input"
        />
      </label>
      <p id="text-hint" class={holdsPhone(text) ? 'wrong' : 'hint'} role="status">
        {t(holdsPhone(text) ? 'sell.phone.nudge' : 'sell.description.hint')}
      </p>
      <div class="row">
        <button class="button" disabled={busy} data-testid="text-save">
          {t('ads.text.save')}
        </button>
        <button class="button text" type="button" onClick={onCancel}>
          {t('ads.cancel')}
        </button>
      </div>
    </form>
  )
}
