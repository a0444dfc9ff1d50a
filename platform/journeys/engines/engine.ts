// What a journey asks of a browser, whatever its engine and protocol.

/** A browser with one page in it and nothing stored yet. Disposing ends its processes. */
export type Engine = AsyncDisposable & {
  readonly name: string
  readonly version: string
  /** Resolves when the page has loaded. */
  goto(url: string): Promise<void>
  /**
   * Value of a JavaScript expression in the page; a promise is awaited.
   * @throws Error when it throws, or the page is left meanwhile
   */
  evaluate(expression: string): Promise<unknown>
  /** A press and release of the first button, at CSS pixels of the viewport. */
  clickAt(x: number, y: number): Promise<void>
  /** Chooses files, by absolute path, in the first input that matches. */
  setFiles(selector: string, files: readonly string[]): Promise<void>
  /** PNG of the viewport. */
  screenshot(): Promise<Buffer>
}

/** CSS pixels: a phone of today. */
export const PHONE = { width: 390, height: 844 } as const

/** WebDriver and WebDriver BiDi write a click the same way. */
export const clickActions = (x: number, y: number): readonly unknown[] => [
  {
    type: 'pointer',
    id: 'finger',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
]
