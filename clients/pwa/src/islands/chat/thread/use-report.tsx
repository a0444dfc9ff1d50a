// The sheet in which a conversation is reported; loaded when it is first asked for.
import type { ComponentChildren, FunctionComponent } from 'preact'
import { useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import type { ReportSheet } from '../../report/report-sheet.tsx'

type Sheet = FunctionComponent<Parameters<typeof ReportSheet>[0]>

export const useReport = (
  island: Island,
  conv: string,
): { readonly begin: () => void; readonly sheet: ComponentChildren } => {
  const [Shown, setShown] = useState<Sheet>()
  const begin = async (): Promise<void> => {
    const { ReportSheet: loaded } = await import('../../report/report-sheet.tsx')
    setShown(() => loaded)
  }
  const signIn = (): void =>
    location.assign(island.link(`/login?next=${encodeURIComponent(location.pathname)}`))
  return {
    begin: () => void begin(),
    sheet: Shown && (
      <Shown
        {...{ island, signIn }}
        about={{ kind: 'conversation', id: conv }}
        onClose={() => setShown(undefined)}
      />
    ),
  }
}
