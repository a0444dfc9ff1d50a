// A small form for one price in market words, read back before it is saved.
import { formatPrice, readPrice } from '@pk-auto/ui/price'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Island } from '../island.ts'

type Props = {
  readonly island: Island
  readonly label: string
  readonly action: string
  readonly busy: boolean
  readonly optional?: boolean
  /** Whole rupees; undefined when it was optional and left empty. */
  readonly onSave: (rupees: number | undefined) => void
  readonly onCancel: () => void
}

const PROBLEMS = { empty: 'sell.price.empty', 'too-low': 'sell.price.low', 'too-high': 'sell.price.high', unreadable: 'sell.price.unreadable' } as const

export const PriceForm = ({ island, label, action, busy, optional, onSave, onCancel }: Props) => {
  const { t, locale } = island
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const read = readPrice(typed)
  // The echo under the field shows what a bare 28.5 was taken for, and saving confirms it.
  const rupees = read.kind === 'rupees' || read.kind === 'ask' ? read.rupees : undefined
  const submit = (): void => {
    if (rupees !== undefined || (optional && read.kind === 'empty')) return onSave(rupees)
    setProblem(t(PROBLEMS[read.kind as keyof typeof PROBLEMS] ?? 'sell.price.unreadable'))
  }
  return (
    <form
      class="price-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label class="field">
        <span>{label}</span>
        <input
          ref={input}
          dir="auto"
          autocomplete="off"
          maxLength={40}
          placeholder={locale === 'ur' ? '28.5 لاکھ' : '28.5 lac'}
          value={typed}
          aria-invalid={problem !== ''}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            setProblem('')
          }}
          data-testid="price-input"
        />
      </label>
      <p class={problem ? 'wrong' : 'hint'} role="status">
        {problem || (rupees === undefined ? '' : formatPrice(rupees, locale))}
      </p>
      <div class="row">
        <button class="button" disabled={busy} data-testid="price-save">
          {action}
        </button>
        <button class="button text" type="button" onClick={onCancel}>
          {t('ads.cancel')}
        </button>
      </div>
    </form>
  )
}
