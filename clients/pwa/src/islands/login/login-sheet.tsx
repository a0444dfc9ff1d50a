// Signing in without leaving the page: the panel in a modal sheet.
import { useEffect, useRef } from 'preact/hooks'
import type { Person } from '@pk-auto/client-api/pwa.gen'
import type { Island } from '../island.ts'
import { LoginPanel } from './login-panel.tsx'

type Props = {
  readonly island: Island
  readonly onDone: (person: Person) => void
  readonly onClose: () => void
  readonly person?: Person | undefined
  readonly note?: string
}

/** Opens when it is mounted; `onClose` is called when the person closes it without signing in. */
export const LoginSheet = ({ island, onDone, onClose, person, note }: Props) => {
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = sheet.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('input')?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={sheet}
      class="login-sheet"
      aria-label={island.t('login.title')}
      onCancel={onClose}
      data-testid="login-sheet"
    >
      <button
        class="button text shut"
        type="button"
        aria-label={island.t('login.close')}
        onClick={onClose}
        data-testid="login-close"
      >
        ✕
      </button>
      {note && <p class="notice">{note}</p>}
      <LoginPanel island={island} person={person} onDone={onDone} />
    </dialog>
  )
}
